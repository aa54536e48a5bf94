import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bulkPriceFen, bulkWords } from './bulk-price';
import { BulkOffer } from './schemas';
import {
  aboveMost,
  billedFen,
  fenOfGrams,
  mostPieceFen,
  nominalPieceFen,
  weightRefundFen,
  weighedWords,
  weightTermsOf,
  type WeightTerms,
} from './weight-price';

/** A chicken of about 1.5 kg at 18 yuan per 500 g, and a tenth more at most. */
const CHICKEN: WeightTerms = { perGrams: 500, priceFen: 1_800, pieceGrams: 1_500, toleranceBp: 1_000 };
const terms: fc.Arbitrary<WeightTerms> = fc.record({
  perGrams: fc.constantFrom(500 as const, 1_000 as const),
  priceFen: fc.integer({ min: 1, max: 1_000_000 }),
  pieceGrams: fc.integer({ min: 1, max: 200_000 }),
  toleranceBp: fc.integer({ min: 0, max: 3_000 }),
});
const accepted = fc.record({
  pieces: fc.integer({ min: 1, max: 9_999 }),
  grams: fc.integer({ min: 1, max: 100_000_000 }),
});

describe('the price by weight', () => {
  it.each([
    // pieces, grams → billed, back
    [1, 1_500, 5_400, 540],
    [1, 1_501, 5_404, 536],
    [2, 2_875, 10_350, 1_530],
    [1, 1_650, 5_940, 0],
    [1, 1_700, 5_940, 0],
    [3, 1, 4, 17_816],
  ])('of %i pieces at %i g is %i fen, and %i go back', (pieces, grams, fen, back) => {
    expect(billedFen(CHICKEN, { pieces, grams })).toBe(fen);
    expect(weightRefundFen(CHICKEN, { pieces, grams })).toBe(back);
  });

  it('is rounded half up to the fen, and never away by more than half of one', () => {
    expect(fenOfGrams({ ...CHICKEN, priceFen: 1 }, 250)).toBe(1);
    expect(fenOfGrams({ ...CHICKEN, priceFen: 1 }, 249)).toBe(0);
    fc.assert(
      fc.property(terms, fc.integer({ min: 1, max: 100_000_000 }), (weight, grams) => {
        const off = 2n * BigInt(fenOfGrams(weight, grams)) * BigInt(weight.perGrams);
        const exact = 2n * BigInt(weight.priceFen) * BigInt(grams);
        expect(off - exact <= BigInt(weight.perGrams) && exact - off < BigInt(weight.perGrams)).toBe(true);
      }),
    );
  });

  it('never passes the most, gives back the rest of it to the fen, and grows with the grams alone', () => {
    fc.assert(
      fc.property(terms, accepted, fc.integer({ min: 0, max: 100_000 }), (weight, taken, more) => {
        const [billed, most] = [billedFen(weight, taken), mostPieceFen(weight) * taken.pieces];
        expect(billed).toBeLessThanOrEqual(most);
        expect(billed + weightRefundFen(weight, taken)).toBe(most);
        expect(aboveMost(weight, taken)).toBe(fenOfGrams(weight, taken.grams) > most);
        expect(billedFen(weight, { ...taken, grams: taken.grams + more })).toBeGreaterThanOrEqual(billed);
        expect(nominalPieceFen(weight)).toBeLessThanOrEqual(mostPieceFen(weight));
      }),
    );
  });

  it('is what a unit pays at most as long as a piece is no dearer than everybody’s', () => {
    const bulk = { minimum: 1, weekly: null, tiers: [], weight: CHICKEN };
    expect(bulkPriceFen({ priceFen: 5_400, bulk }, 3)).toBe(5_940);
    expect(weightTermsOf({ priceFen: 5_399, bulk })).toBeNull();
    expect(bulkPriceFen({ priceFen: 5_399, bulk }, 3)).toBe(5_399);
  });

  it('is offered without tiers, and within what a price may be', () => {
    const offer = { minimum: 1, weekly: null, tiers: [], weight: CHICKEN };
    const wrong = (change: object) =>
      BulkOffer.safeParse({ ...offer, ...change }).error?.issues.map(({ path }) => path);
    expect(BulkOffer.safeParse(offer).success).toBe(true);
    expect(wrong({ tiers: [{ from: 10, priceFen: 1 }] })).toEqual([['tiers']]);
    expect(wrong({ weight: { ...CHICKEN, priceFen: 100_000_000 } })).toEqual([['weight', 'priceFen']]);
    expect(wrong({ weight: { ...CHICKEN, priceFen: 1, pieceGrams: 1 } })).toEqual([['weight', 'priceFen']]);
    expect(wrong({ weight: { ...CHICKEN, toleranceBp: 3_001 } })).toEqual([['weight', 'toleranceBp']]);
  });

  it('is said in a sentence', () => {
    const money = (fen: number) => `¥${fen / 100}`;
    expect(bulkWords({ minimum: 2, weekly: null, tiers: [], weight: CHICKEN }, money)).toBe(
      '单位采购：2 件起订；按实称结算：¥18/500 g，每件约 1.5 kg，超重最多按 10% 计，每件最多 ¥59.4。',
    );
    expect(weighedWords(CHICKEN, { pieces: 2, grams: 2_875 }, money)).toBe('实称 2.875 kg，计 ¥103.5');
    expect(weighedWords(CHICKEN, { pieces: 2, grams: 5_000 }, money)).toBe('实称 5 kg，超过上限，按上限计 ¥118.8');
  });
});
