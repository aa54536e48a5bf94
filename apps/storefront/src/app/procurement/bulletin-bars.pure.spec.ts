import { describe, expect, it } from '@jest/globals';
import type { RouteResponse } from '@yigou/contracts';
import { barsOf, rateWords } from './bulletin-bars';

type County = RouteResponse<'getPublicBulletin'>['counties'][number];
const county = (name: string | null, fulfilmentBp: number | null): County =>
  ({ region: name === null ? null : { name }, fulfilmentBp }) as County;

describe('counties of a bulletin as bars', () => {
  it('reach as far as their rate against 100 %, and leave out who reserves nothing', () => {
    const { bars, goal } = barsOf([county('西吉县', 2_305), county(null, 500), county('隆德县', null)]);
    expect(goal).toBe(100);
    expect(bars).toEqual([
      { name: '西吉县', rate: '23.05%', reach: 23.1 },
      { name: '未登记', rate: '5.00%', reach: 5 },
    ]);
  });

  it('R10: let the goal move in where somebody did more than all', () => {
    const { bars, goal } = barsOf([county('甲', 20_000), county('乙', 10_118)]);
    expect([goal, ...bars.map(({ reach }) => reach)]).toEqual([50, 100, 50.6]);
    expect(rateWords(null)).toBe('—');
  });

  it('are twenty at most', () => {
    expect(barsOf(Array.from({ length: 30 }, (_, at) => county(`县${at}`, 100))).bars).toHaveLength(20);
  });
});
