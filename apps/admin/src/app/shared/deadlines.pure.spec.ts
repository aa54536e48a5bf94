import { describe, expect, it } from '@jest/globals';
import { ageWords, dayAhead, dueTone, dueWords } from './deadlines';
import { lastWorkingDay, sinceWords } from './since';

const NOW = Date.parse('2026-11-22T10:00:00+08:00');

describe('deadlines in words', () => {
  it('says how much is left, in days and on the last day in hours', () => {
    expect(dueWords('2026-11-24T12:00:00+08:00', NOW)).toBe('剩 2 天');
    expect(dueWords('2026-11-22T15:30:00+08:00', NOW)).toBe('剩 5 小时');
    expect(dueWords('2026-11-22T10:10:00+08:00', NOW)).toBe('剩 1 小时');
  });

  it('says by how much it is over', () => {
    expect(dueWords('2026-11-21T09:00:00+08:00', NOW)).toBe('超期 1 天');
    expect(dueWords('2026-11-22T07:00:00+08:00', NOW)).toBe('超期 3 小时');
  });

  it('lets a calendar date last until midnight in China', () => {
    expect(dueWords('2026-11-22', NOW)).toBe('剩 14 小时');
    expect(dueTone('2026-11-21', NOW)).toBe('stop');
  });

  it('colours what is over, what is near, and nothing else', () => {
    expect(dueTone('2026-11-22T09:59:59+08:00', NOW)).toBe('stop');
    expect(dueTone('2026-11-24T10:00:00+08:00', NOW)).toBe('todo');
    expect(dueTone('2026-11-24T10:00:01+08:00', NOW)).toBe('rest');
  });

  it('names the last day of a period of working days, not the midnight that ends it', () => {
    const ends = '2026-11-27T16:00:00Z';
    expect(lastWorkingDay(ends)).toBe('2026-11-27（按工作日计算）');
    expect(sinceWords('2026-11-20T02:00:00Z', ends, NOW)).toBe(
      '2026-11-20 起，最迟 2026-11-27 办结（按工作日计算，剩 5 天）',
    );
    expect([sinceWords(null, null), sinceWords('2026-11-20T02:00:00Z', null)]).toEqual(['', '2026-11-20 起']);
  });

  it('counts days of waiting and days ahead', () => {
    expect([0, 1, 12].map(ageWords)).toEqual(['今天到', '1 天', '12 天']);
    expect(dayAhead(0, Date.parse('2026-11-22T17:00:00Z'))).toBe('2026-11-23');
    expect(dayAhead(7, NOW)).toBe('2026-11-29');
  });
});
