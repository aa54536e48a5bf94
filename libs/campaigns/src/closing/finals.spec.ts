import { describe, expect, it } from '@jest/globals';
import { sumFen } from '@yigou/kernel';
import fc from 'fast-check';
import { finals, shareFen, tierAt } from './finals';

const pledges = fc
  .array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 60 })
  .map((list) => list.map((shares, at) => ({ id: `${at}`, shares })));
const total = (list: readonly { shares: number }[]) => list.reduce((sum, { shares }) => sum + shares, 0);

describe('tiers', () => {
  it('are reached by their first share, and the first one by nothing', () => {
    const tierFrom = [1, 10, 30];
    expect([0, 1, 9, 10, 29, 30, 31].map((shares) => tierAt(tierFrom, shares))).toEqual([0, 0, 0, 1, 1, 2, 2]);
  });

  it('price a share by the pieces in it', () => {
    const goods = [
      { pieces: 2, pricesFen: [1_000, 900] },
      { pieces: 1, pricesFen: [555, 550] },
    ];
    expect([shareFen(goods, 0), shareFen(goods, 1)]).toEqual([2_555, 2_350]);
    expect(() => shareFen(goods, 2)).toThrow(RangeError);
  });
});

describe('what pledges come to', () => {
  it('is in sum the price of all shares and the freight, to the fen', () => {
    fc.assert(
      fc.property(pledges, fc.nat(50_000), fc.nat(1_000_000), (list, priceFen, freightFen) => {
        const all = finals(list, { shareFen: priceFen, freightFen });
        expect(sumFen(all.map(({ finalFen }) => finalFen))).toBe(total(list) * priceFen + freightFen);
        expect(sumFen(all.map(({ freightFinalFen }) => freightFinalFen))).toBe(freightFen);
      }),
    );
  });

  it('is never more than was paid up front, while the freight is not more than the freight of all shares', () => {
    fc.assert(
      fc.property(pledges, fc.nat(3_000), fc.double({ min: 0, max: 1, noNaN: true }), (list, perShare, part) => {
        const freightFen = Math.floor(total(list) * perShare * part);
        for (const [at, { freightFinalFen }] of finals(list, { shareFen: 1, freightFen }).entries())
          expect(freightFinalFen).toBeLessThanOrEqual((list[at]?.shares ?? 0) * perShare);
      }),
    );
  });

  it('is the same for the same shares but for a fen of freight', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.nat(10_000), (count, freightFen) => {
        const list = Array.from({ length: count }, (_, at) => ({ id: `${at}`, shares: 3 }));
        const freight = finals(list, { shareFen: 7, freightFen }).map(({ freightFinalFen }) => freightFinalFen);
        expect(Math.max(...freight) - Math.min(...freight)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
