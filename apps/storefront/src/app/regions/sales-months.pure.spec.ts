import { describe, expect, it } from '@jest/globals';
import { monthBars, monthsFinding } from './sales-months';

const MONTHS = [
  { month: '2025-12', orders: 2, salesFen: 10_000 },
  { month: '2026-01', orders: 1, salesFen: 50 },
  { month: '2026-02', orders: 0, salesFen: 0 },
  { month: '2026-03', orders: 4, salesFen: 40_000 },
];

describe('sales by month', () => {
  it('stand as columns against the best, and a little is never drawn as nothing', () => {
    expect(monthBars(MONTHS)).toEqual([
      { label: '25年12月', spoken: '2025年12月', reach: 25, best: false },
      { label: '26年1月', spoken: '2026年1月', reach: 2, best: false },
      { label: '2月', spoken: '2026年2月', reach: 0, best: false },
      { label: '3月', spoken: '2026年3月', reach: 100, best: true },
    ]);
  });

  it('are said in a sentence, also where nothing was sold', () => {
    expect(monthsFinding(MONTHS)).toBe('近12个月成交7笔，共¥500.50；2026年3月最多，¥400.00。');
    const none = MONTHS.map(({ month }) => ({ month, orders: 0, salesFen: 0 }));
    expect(monthsFinding(none)).toBe('近12个月还没有成交。');
    expect(monthBars(none).every(({ reach, best }) => reach === 0 && !best)).toBe(true);
  });
});
