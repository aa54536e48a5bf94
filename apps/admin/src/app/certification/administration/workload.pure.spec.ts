import { describe, expect, it } from '@jest/globals';
import { ageFinding, barWidth } from './workload';

const summary = {
  level: 'county' as const,
  waiting: 6,
  overdue: 0,
  dueSoon: 1,
  mine: 2,
  objections: 0,
  byReviewer: [],
};
const byAge = [
  { label: '3 天以内', count: 4 },
  { label: '4–7 天', count: 2 },
  { label: '7 天以上', count: 0 },
];

describe('workload of an office', () => {
  it('says where most wait when nothing is late', () => {
    expect(ageFinding({ ...summary, byAge })).toBe('没有超期，多数（4 件）在“3 天以内”');
  });

  it('speaks of most only where there are more than half', () => {
    const three = byAge.map((group) => ({ ...group, count: 2 }));
    expect(ageFinding({ ...summary, byAge: three })).toBe('没有超期，最多的（2 件）在“3 天以内”');
    const one = byAge.map((group, at) => ({ ...group, count: at === 0 ? 1 : 0 }));
    expect(ageFinding({ ...summary, waiting: 1, byAge: one })).toBe('没有超期，都在“3 天以内”');
  });

  it('names what is late and how old the oldest is', () => {
    expect(ageFinding({ ...summary, overdue: 1, byAge })).toBe('1 件已超期，最久的在“4–7 天”');
  });

  it('says that nothing waits', () => {
    expect(ageFinding({ ...summary, waiting: 0, byAge: [] })).toBe('没有积压');
  });

  it('draws bars against the longest', () => {
    expect([0, 1, 50, 100].map((count) => barWidth(count, [0, 1, 50, 100]))).toEqual([0, 2, 50, 100]);
    expect(barWidth(0, [])).toBe(0);
  });
});
