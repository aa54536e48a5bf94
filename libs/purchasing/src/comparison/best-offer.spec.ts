import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bestOffers, type OfferCost, per500gFen } from './best-offer';

const offer = (totalFen: number, pieces: number, pieceGrams: number | null, barred = false): OfferCost => ({
  barred,
  totalFen,
  pieces,
  pieceGrams,
});

describe('which offer is the best', () => {
  it.each([
    ['by weight, not by the piece', [offer(10_000, 10, 500), offer(12_000, 10, 1_000)], [false, true]],
    ['with freight in the sum', [offer(10_000 + 900, 10, 500), offer(10_800, 10, 500)], [false, true]],
    ['by the piece where a weight is not known', [offer(10_000, 10, 500), offer(12_000, 10, null)], [true, false]],
    ['each of those that cost the same', [offer(500, 1, 500), offer(1_000, 1, 1_000)], [true, true]],
    [
      'of what can be bought alone',
      [offer(1, 10, 500, true), offer(900, 1, 500), offer(800, 1, 500)],
      [false, false, true],
    ],
    ['none where only one can be bought', [offer(1, 10, 500, true), offer(900, 1, 500)], [false, false]],
  ])('%s', (_what, offers, best) => {
    expect(bestOffers(offers)).toEqual(best);
  });

  it('is never dearer by 500 g than another one that can be bought', () => {
    const any = fc.record({
      barred: fc.boolean(),
      totalFen: fc.integer({ min: 1, max: 100_000_000 }),
      pieces: fc.integer({ min: 1, max: 9_999 }),
      pieceGrams: fc.integer({ min: 1, max: 100_000 }),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 4 }), (offers) => {
        const best = bestOffers(offers);
        const able = offers.filter(({ barred }) => !barred);
        expect(best.includes(true)).toBe(able.length > 1);
        for (const [at, one] of offers.entries())
          if (best[at]) for (const other of able) expect(per500gFen(one)).toBeLessThanOrEqual(per500gFen(other) ?? 0);
      }),
    );
  });
});
