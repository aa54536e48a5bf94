import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type CampaignGoodsFacts, effectOf, shareFen } from './campaign-effect';
import { reviewPrefix } from './review-prefix';

const county = (code: string) => ({ code, name: code, path: code });
const GOOD: CampaignGoodsFacts = {
  id: 'g',
  skuId: 's',
  productId: 'p',
  productName: '小米',
  skuName: '一袋',
  photo: null,
  supplierId: 'a',
  supplierName: '甲',
  county: county('640422'),
  certificate: { id: 'c', number: 'ZS', households: 12, people: 40 },
  pieces: 2,
  pricesFen: [2_000, 1_500],
  publicFen: 2_000,
  netWeightGrams: 500,
  orderable: true,
  available: 9,
};
const CAMPAIGN = { tierFrom: [1, 6], thresholdShares: 3, capShares: 10 };

describe('what a campaign does', () => {
  it('counts weights, products, counties, and the households of a certificate once', () => {
    const goods = [
      GOOD,
      { ...GOOD, skuId: 't', pieces: 1 },
      {
        ...GOOD,
        skuId: 'u',
        productId: 'q',
        supplierId: 'b',
        county: county('640424'),
        certificate: null,
        netWeightGrams: null,
      },
    ];
    expect(effectOf(CAMPAIGN, goods)).toMatchObject({
      suppliers: [{ id: 'a' }, { id: 'b' }],
      counties: [{ code: '640422' }, { code: '640424' }],
      products: 2,
      certifiedProducts: 1,
      households: 12,
      people: 40,
      unweighed: 1,
      atThreshold: { shares: 3, grams: 4_500, goodsFen: 30_000 },
      atCap: { shares: 10, grams: 15_000, goodsFen: 75_000 },
    });
  });

  it('gives a share the price of the tier that is reached', () => {
    expect([1, 5, 6, 10].map((shares) => shareFen([1, 6], [GOOD], shares))).toEqual([4_000, 4_000, 3_000, 3_000]);
  });

  it('never comes out of the safe integers, whatever is multiplied', () => {
    const cap = { tierFrom: [1], thresholdShares: 1_000_000, capShares: 1_000_000 };
    const { atCap } = effectOf(cap, [{ ...GOOD, pieces: 999, pricesFen: [100_000_000], netWeightGrams: 100_000_000 }]);
    expect([atCap.goodsFen, atCap.grams].every(Number.isSafeInteger)).toBe(true);
  });
});

describe('the offices that review a campaign', () => {
  it.each([
    [['640422'], '640422'],
    [['640422', '640424'], '6404'],
    [['640422', '640121'], '64'],
    [['640422', '620102'], ''],
    [['640422', null], ''],
    [[null], ''],
    [[], ''],
  ])('of goods of %j govern “%s”', (counties, prefix) => {
    expect(reviewPrefix(counties)).toBe(prefix);
  });

  it('govern each of the counties', () => {
    const code = fc.stringMatching(/^[1-6]\d{5}$/);
    fc.assert(
      fc.property(fc.array(code, { minLength: 1, maxLength: 6 }), (codes) => {
        const prefix = reviewPrefix(codes);
        expect(codes.every((one) => one.startsWith(prefix))).toBe(true);
        expect([0, 2, 4, 6]).toContain(prefix.length);
      }),
    );
  });
});
