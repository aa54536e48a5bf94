import { describe, expect, it } from '@jest/globals';
import type { ApplicationForm, PriceCheck } from '@yigou/contracts';
import { isEmptySpec, newSpec, specErrors, toDraft, toForm, unfinished } from './application-draft';
import { bandPlaces, priceNeed, whyHeld } from './price-slip';

const form: ApplicationForm = {
  productName: '渭源马铃薯',
  categorySlug: 'potato',
  variety: '陇薯 7 号',
  grade: '一级',
  specifications: [{ name: '5 斤装', netWeightGrams: 2500, priceFen: 1990 }],
  annualOutputKg: 50_000,
  productionBase: '会川镇',
  qualityStandard: '',
  description: '',
  mechanismIds: ['m'],
  priceReason: '',
  priceConfirmed: false,
  commitment: true,
};
const draft = toDraft({ form });
const check = (verdict: PriceCheck['verdict'], unitPriceFen = 400): PriceCheck => ({
  verdict,
  unitPriceFen,
  band: {
    variety: '',
    grade: '',
    sizeClass: 'medium',
    count: 9,
    p10: 300,
    p25: 350,
    median: 400,
    p75: 450,
    p90: 500,
  },
  message: '',
});

describe('application form', () => {
  it('is the same after having been shown', () => {
    expect(toForm(draft, form)).toEqual(form);
  });

  it('reads weights as they are written', () => {
    const typed = { ...draft, specifications: [{ name: '十斤装', weight: '10斤', priceYuan: '39.9' }] };
    expect(toForm(typed, form).specifications).toEqual([{ name: '十斤装', netWeightGrams: 5000, priceFen: 3990 }]);
  });

  it('saves complete lines and keeps the rest on the screen', () => {
    const typed = { ...draft, specifications: [...draft.specifications, { ...newSpec(), name: '礼盒' }, newSpec()] };
    expect(toForm(typed, form).specifications).toHaveLength(1);
    expect(unfinished(typed)).toBe(1);
    expect(isEmptySpec(newSpec())).toBe(true);
  });

  it('names the column that cannot be read', () => {
    expect(Object.keys(specErrors({ name: '', weight: '半袋', priceYuan: '一块' })).toSorted()).toEqual([
      'name',
      'priceYuan',
      'weight',
    ]);
  });
});

describe('price watch while typing', () => {
  it('R17: asks for a reason outside of the band, and for a second look at a slip', () => {
    expect(priceNeed([check('within'), undefined, null])).toBe('nothing');
    expect(priceNeed([check('within'), check('high')])).toBe('reason');
    expect(priceNeed([check('decimal_slip'), check('high')])).toBe('confirmation');
  });

  it('does not save a slip of the decimal point before it is confirmed with a reason', () => {
    const slip = [check('decimal_slip', 4000)];
    expect(whyHeld(draft, [undefined])).not.toBeNull();
    expect(whyHeld(draft, slip)).not.toBeNull();
    expect(whyHeld({ ...draft, priceConfirmed: true }, slip)).not.toBeNull();
    expect(whyHeld({ ...draft, priceConfirmed: true, priceReason: '礼盒装' }, slip)).toBeNull();
    expect(whyHeld(draft, [check('high')])).toBeNull();
  });

  it('saves when the price could not be looked at: the server looks again', () => {
    expect(whyHeld(draft, [null])).toBeNull();
  });

  it('keeps the band readable beside a price ten times too high', () => {
    const places = bandPlaces(check('decimal_slip', 4000));
    expect(places?.own).toBe(94);
    expect((places?.p90 ?? 0) - (places?.p10 ?? 0)).toBeGreaterThan(10);
    expect(bandPlaces({ ...check('within'), band: null })).toBeNull();
  });
});
