import { describe, expect, it } from '@jest/globals';
import type { PriceBand } from '@yigou/contracts';
import { comparePrice, type PricedGood, sizeClassOf, worstVerdict } from './compare-price';

const LIMITS = { highBp: 15_000, lowBp: 5_000 };
const band = (more: Partial<PriceBand> = {}): PriceBand => ({
  variety: '小米',
  grade: '一级',
  sizeClass: 'small',
  count: 20,
  p10: 900,
  p25: 950,
  median: 1_000,
  p75: 1_100,
  p90: 1_300,
  ...more,
});
const good = (priceFen: number, beforeFen?: number): PricedGood => ({
  variety: '小米',
  grade: '一级',
  netWeightGrams: 500,
  priceFen,
  ...(beforeFen === undefined ? {} : { beforeFen }),
});
const verdict = (priceFen: number, reference: PriceBand | null = band(), beforeFen?: number) =>
  comparePrice(good(priceFen, beforeFen), reference, LIMITS).verdict;

describe('R17: a price is that of the same specification, variety and quality', () => {
  it.each([
    [1_000, 'within'],
    [1_500, 'within'],
    [1_501, 'high'],
    [500, 'within'],
    [499, 'low'],
    [7_999, 'high'],
    [8_000, 'decimal_slip'],
    [12_500, 'decimal_slip'],
    [12_501, 'high'],
    [125, 'decimal_slip'],
    [80, 'decimal_slip'],
    [79, 'low'],
  ] as const)('%d fen beside a median of 1000 is %s', (priceFen, expected) => {
    expect(verdict(priceFen)).toBe(expected);
  });

  it('what nine in ten cost is not high, however far from the median', () => {
    expect(verdict(1_800, band({ p90: 2_000 }))).toBe('within');
    expect(verdict(400, band({ p10: 300 }))).toBe('within');
  });

  it('fewer than five goods are no reference', () => {
    expect(verdict(5_000, band({ count: 4 }))).toBe('no_reference');
    expect(verdict(5_000, null)).toBe('no_reference');
    expect(comparePrice(good(5_000), band({ count: 4 }), LIMITS).band).toBeNull();
  });

  it('a slip against the present price shows without a reference', () => {
    expect(verdict(9_900, null, 990)).toBe('decimal_slip');
    expect(verdict(99, null, 990)).toBe('decimal_slip');
    expect(verdict(1_980, null, 990)).toBe('no_reference');
  });

  it('compares packings of one size', () => {
    expect([1, 500, 501, 2_500, 2_501].map(sizeClassOf)).toEqual(['small', 'small', 'medium', 'medium', 'large']);
    expect(comparePrice({ ...good(5_000), netWeightGrams: 2_500 }, band(), LIMITS)).toMatchObject({
      verdict: 'within',
      unitPriceFen: 1_000,
    });
  });

  it('names the gravest of several', () => {
    expect(worstVerdict([])).toBeNull();
    expect(worstVerdict(['within', 'high', 'low', 'no_reference'])).toBe('high');
    expect(worstVerdict(['no_reference'])).toBe('no_reference');
  });
});
