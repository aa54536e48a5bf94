import { describe, expect, it } from '@jest/globals';
import { splitFen } from '@yigou/kernel';
import fc from 'fast-check';
import { type FreightClass, splitFreight } from './freight-split';

const paid = ({ count, fen, more }: FreightClass): number => count * fen + more;
const classes = fc
  .uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 12 })
  .chain((shares) =>
    fc.tuple(...shares.map((of) => fc.record({ shares: fc.constant(of), count: fc.integer({ min: 1, max: 40 }) }))),
  );

describe('a freight over pledges', () => {
  it('gives the odd fen to the earliest of the largest remainder', () => {
    expect(splitFreight(100, [{ shares: 1, count: 3 }])).toEqual([{ shares: 1, count: 3, fen: 33, more: 1 }]);
    expect(splitFreight(0, [{ shares: 2, count: 5 }])).toEqual([{ shares: 2, count: 5, fen: 0, more: 0 }]);
    expect(() => splitFreight(1, [])).toThrow(RangeError);
  });

  it('adds up to the fen, and is what largest remainder gives each pledge by itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), classes, (freight, of) => {
        const split = splitFreight(freight, of);
        expect(split.reduce((sum, one) => sum + paid(one), 0)).toBe(freight);
        // The same classes as pledges one by one: smaller shares first, as ties are broken.
        const sorted = [...split].sort((a, b) => a.shares - b.shares);
        const single = splitFen(
          freight,
          sorted.flatMap(({ shares, count }) => Array<number>(count).fill(shares)),
        );
        const classwise = sorted.flatMap(({ count, fen, more }) =>
          Array.from({ length: count }, (_, at) => fen + (at < more ? 1 : 0)),
        );
        expect(classwise).toEqual(single);
      }),
    );
  });

  it('never asks more of a pledge than the most that the freight may cost a share', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000 }),
        classes,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (most, of, part) => {
          const shares = of.reduce((sum, one) => sum + one.shares * one.count, 0);
          for (const one of splitFreight(Math.floor(most * shares * part), of))
            expect(one.fen + (one.more > 0 ? 1 : 0)).toBeLessThanOrEqual(most * one.shares);
        },
      ),
    );
  });
});
