import { describe, expect, it } from '@jest/globals';
import { planConsignment, type PlannedGoods } from './consignment-plan';

const PLACE = {
  regionCode: '640422',
  classes: [
    { shares: 1, count: 2 },
    { shares: 3, count: 1 },
  ],
};
const goods = (supplierId: string, more: Partial<PlannedGoods> = {}): PlannedGoods => ({
  id: `goods of ${supplierId}`,
  supplierId,
  skuId: `sku of ${supplierId}`,
  pieces: 2,
  priceFen: 1_000,
  netWeightGrams: 500,
  freightRules: [],
  ...more,
});
const refuses = [
  { regionPrefix: '64', deliverable: false, firstGrams: 1, firstFen: 0, stepGrams: 1, stepFen: 0, freeOverFen: null },
];

describe('what goes to one place', () => {
  it('costs what the tariffs ask for all of it together, over the pledges to the fen', () => {
    // 5 shares of 1 kg of each supplier: 10 yuan for the first kilogram and 4 for each of four more.
    const plan = planConsignment([goods('a'), goods('b')], PLACE, 2_000);
    expect(plan).toMatchObject({
      shares: 5,
      goodsShareFen: 4_000,
      freightFen: 5_200,
      freights: { a: 2_600, b: 2_600 },
    });
    expect(plan.freightSplit).toEqual([
      { shares: 1, count: 2, fen: 1_040, more: 0 },
      { shares: 3, count: 1, fen: 3_120, more: 0 },
    ]);
  });

  it('never costs more freight than the campaign said, and the suppliers bear the rest in proportion', () => {
    const plan = planConsignment([goods('a'), goods('b', { pieces: 4 })], PLACE, 100);
    expect(plan.freightFen).toBe(500);
    expect(plan.freights['a']).toBeLessThan(plan.freights['b'] ?? 0);
    expect((plan.freights['a'] ?? 0) + (plan.freights['b'] ?? 0)).toBe(500);
    expect(planConsignment([goods('a')], PLACE, 0).freightFen).toBe(0);
  });

  it('goes by the default tariff where the own one says nothing of the place, since its supplier agreed', () => {
    const plan = planConsignment([goods('a', { freightRules: refuses })], PLACE, 2_000);
    expect(plan.freights).toEqual({ a: 2_600 });
  });

  it('costs nothing where nobody supplies anything', () => {
    expect(planConsignment([], PLACE, 2_000)).toMatchObject({ shares: 5, goods: [], goodsShareFen: 0, freightFen: 0 });
  });
});
