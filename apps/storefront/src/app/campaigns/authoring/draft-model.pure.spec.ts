import { describe, expect, it } from '@jest/globals';
import { bodyOf, fromLocal, modelOf, toLocal, withGood, withoutTier, withTier } from './draft-model';
import { aMine } from './testing/mine';

describe('the form of a draft', () => {
  it('sends what it was given, and nothing that another form of campaign has', () => {
    const one = aMine({ shipOn: null });
    const body = bodyOf({ ...modelOf(one), shipOn: '2026-12-30' }, one);
    expect(body).toMatchObject({
      version: one.version,
      shipOn: null,
      deadline: '2026-12-01T20:00:00+08:00',
      place: null,
      points: [{ name: '一号楼', regionCode: '110101' }],
      goods: [{ skuId: one.goods[0]?.skuId, pieces: 2, pricesFen: [2_000, 1_800] }],
    });
    expect(bodyOf({ ...modelOf(one), deliveryMode: 'each' }, one)).toMatchObject({ points: [], place: null });
  });

  it('sends a deposit as it was chosen, of a pre-sale alone', () => {
    const deposit = { bp: 1_500, shareFen: 540, balanceOn: '2026-12-20', balanceDays: 7 };
    const one = aMine({ form: 'pre_sale', shipOn: '2026-12-20', deposit });
    const model = modelOf(one);
    expect(bodyOf(model, one)).toMatchObject({ deposit: { by: 'part', bp: 1_500 }, balanceOn: '2026-12-20' });
    const sum = { ...model, depositBy: 'sum', depositShareFen: 400 } as const;
    expect(bodyOf(sum, one)).toMatchObject({ deposit: { by: 'sum', shareFen: 400 } });
    expect(bodyOf({ ...model, depositBy: 'none' }, one)).toMatchObject({ deposit: null, balanceOn: null });
    expect(bodyOf(model, aMine())).toMatchObject({ deposit: null, balanceOn: null });
    expect(modelOf(aMine({ deposit: { ...deposit, bp: null } }))).toMatchObject({
      depositBy: 'sum',
      depositShareFen: 540,
    });
  });

  it('shows a deadline by the clocks of the market, also over midnight', () => {
    expect(toLocal('2026-12-31T16:30:00.000Z')).toBe('2027-01-01T00:30');
    expect(fromLocal('2027-01-01T00:30')).toBe('2027-01-01T00:30:00+08:00');
    expect([toLocal(null), fromLocal('')]).toEqual(['', null]);
  });

  it('has a price of each of the goods for each tier, whatever comes and goes', () => {
    const three = withTier(modelOf(aMine()));
    expect(three.tierFrom).toEqual([1, 6, 10]);
    expect(three.goods[0]?.pricesFen).toEqual([2_000, 1_800, 1_800]);
    const good = { skuId: 'b', label: '花生', supplierName: '乙', publicFen: 900 };
    const more = withGood(withGood(three, good), good);
    expect(more.goods.map(({ pricesFen }) => pricesFen.length)).toEqual([3, 3]);
    const two = withoutTier(more, 1);
    expect([two.tierFrom, two.goods.map(({ pricesFen }) => pricesFen)]).toEqual([
      [1, 10],
      [
        [2_000, 1_800],
        [900, 900],
      ],
    ]);
  });
});
