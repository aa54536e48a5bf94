import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fen, fenText, pricePer500g, splitFen, sumFen, timesFen } from './money';

describe('money in fen', () => {
  it('refuses fractions and amounts past the safe range', () => {
    for (const bad of [0.5, NaN, Infinity, 2 ** 53]) expect(() => fen(bad)).toThrow(RangeError);
    expect(() => timesFen(Number.MAX_SAFE_INTEGER, 2)).toThrow(RangeError);
    expect(() => sumFen([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError);
  });

  it('splits by largest remainder', () => {
    expect(splitFen(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(splitFen(5, [3, 0, 7])).toEqual([2, 0, 3]);
    expect(splitFen(0, [0, 0])).toEqual([0, 0]);
    expect(() => splitFen(1, [0])).toThrow(RangeError);
  });

  it('never loses or makes a fen in a split', () => {
    const weights = fc
      .array(fc.nat(1_000_000_000), { minLength: 1, maxLength: 20 })
      .filter((w) => w.some((x) => x > 0));
    fc.assert(
      fc.property(fc.maxSafeNat(), weights, (total, w) => {
        const parts = splitFen(total, w);
        expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
        const sum = w.reduce((a, b) => a + BigInt(b), 0n);
        parts.forEach((part, i) => {
          const floor = Number((BigInt(total) * BigInt(w[i] ?? 0)) / sum);
          expect(part - floor === 0 || part - floor === 1).toBe(true);
        });
      }),
    );
  });

  it('states the price per 500 g, rounded half up', () => {
    expect(pricePer500g(20000, 200)).toBe(50000);
    expect(pricePer500g(1000, 300)).toBe(1667);
    expect(pricePer500g(1000, null)).toBeNull();
  });

  it('stands in a sentence with its sign before the currency', () => {
    expect([1_230, 0, -1_230].map(fenText)).toEqual(['¥12.30', '¥0.00', '-¥12.30']);
  });
});
