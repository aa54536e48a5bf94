import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bulkPriceFen, bulkWords, overWeekWords } from './bulk-price';
import { BulkOffer } from './schemas';

const OFFER = {
  minimum: 20,
  weekly: 500,
  tiers: [
    { from: 100, priceFen: 1_900 },
    { from: 200, priceFen: 1_800 },
  ],
};
/** Whatever the contract takes for an offer. */
const offers = fc
  .record({
    minimum: fc.integer({ min: 1, max: 9_999 }),
    weekly: fc.option(fc.integer({ min: 1, max: 1_000_000 })),
    tiers: fc.array(
      fc.record({ from: fc.integer({ min: 1, max: 9_999 }), priceFen: fc.integer({ min: 1, max: 9_999 }) }),
      {
        maxLength: 5,
      },
    ),
  })
  .filter((offer) => BulkOffer.safeParse(offer).success);
const prices = fc.integer({ min: 1, max: 9_999 });
const quantities = fc.integer({ min: 1, max: 9_999 });

describe('the price of many pieces', () => {
  it.each([
    [1, 2_000],
    [99, 2_000],
    [100, 1_900],
    [199, 1_900],
    [200, 1_800],
    [9_999, 1_800],
  ])('of %i pieces is that of the highest tier reached: %i', (quantity, priceFen) => {
    expect(bulkPriceFen({ priceFen: 2_000, bulk: OFFER }, quantity)).toBe(priceFen);
  });

  it('is positive, never above what everybody pays, and never dearer by the piece for more', () => {
    fc.assert(
      fc.property(prices, offers, quantities, quantities, (priceFen, bulk, one, other) => {
        const price = (quantity: number) => bulkPriceFen({ priceFen, bulk }, quantity);
        expect(price(one)).toBeGreaterThan(0);
        expect(price(one)).toBeLessThanOrEqual(priceFen);
        expect(price(Math.max(one, other))).toBeLessThanOrEqual(price(Math.min(one, other)));
        expect(bulkPriceFen({ priceFen, bulk: null }, one)).toBe(priceFen);
      }),
    );
  });

  it('is offered by tiers that rise in quantity and fall in price', () => {
    const wrong = (tiers: typeof OFFER.tiers) => BulkOffer.safeParse({ ...OFFER, tiers }).error?.issues;
    expect(wrong([...OFFER.tiers].reverse())).toMatchObject([{ path: ['tiers', 1, 'from'] }]);
    expect(wrong(OFFER.tiers.map(({ from }) => ({ from, priceFen: 1_900 })))).toMatchObject([
      { path: ['tiers', 1, 'priceFen'] },
    ]);
    expect(BulkOffer.safeParse(OFFER).success).toBe(true);
  });

  it('is said in a sentence', () => {
    expect(bulkWords(OFFER, (fen) => `¥${fen / 100}`)).toBe(
      '单位采购：20 件起订；满 100 件每件 ¥19；满 200 件每件 ¥18；每周最多 500 件。',
    );
    expect(bulkWords({ minimum: 1, weekly: null, tiers: [] }, String)).toBe('');
  });
});

describe('a week that is too short', () => {
  it('is named by its days, with what is left of it', () => {
    const week = { quantity: 30, weekly: 100, left: 20, from: '2026-11-30', to: '2026-12-06' };
    expect(overWeekWords(week)).toBe('本周（11月30日至12月6日）单位采购最多 100 件，还可以订 20 件，本次要 30 件');
    expect(overWeekWords({ ...week, left: 0 })).toContain('已经订满');
  });
});
