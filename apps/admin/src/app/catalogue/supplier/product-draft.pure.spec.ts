import { describe, expect, it } from '@jest/globals';
import { checkProduct, NEW_PRODUCT, NEW_SKU, unitPriceFen } from './product-draft';

const sku = { ...NEW_SKU, name: '500 克装', grams: '500', priceYuan: '12.80', initialStock: '20' };
const draft = { ...NEW_PRODUCT, name: ' 高山绿茶 ', categorySlug: 'tea-green', skus: [sku] };

describe('product draft', () => {
  it('turns yuan into fen without a rounding error', () => {
    expect(checkProduct({ ...draft, skus: [{ ...sku, priceYuan: '0.29', marketYuan: '1.1' }] }).body?.skus[0]).toEqual({
      name: '500 克装',
      netWeightGrams: 500,
      priceFen: 29,
      marketPriceFen: 110,
      active: true,
      initialStock: 20,
    });
  });

  it('sends no initial stock for a SKU that exists: its stock moves by adjustments', () => {
    const stored = checkProduct({ ...draft, skus: [{ ...sku, id: '0b7f3f8e-0000-4000-8000-000000000001' }] }).body
      ?.skus[0];
    expect(stored).not.toHaveProperty('initialStock');
    expect(stored?.id).toBe('0b7f3f8e-0000-4000-8000-000000000001');
  });

  it('names every field that is wrong, with the keys of the API', () => {
    const wrong = { ...sku, name: '', grams: '半斤', priceYuan: '1.234', initialStock: '-1' };
    expect(Object.keys(checkProduct({ ...NEW_PRODUCT, skus: [wrong] }).errors).toSorted()).toEqual([
      'categorySlug',
      'name',
      'skus.0.initialStock',
      'skus.0.name',
      'skus.0.netWeightGrams',
      'skus.0.priceFen',
    ]);
  });

  it('shows the price of 500 g while it is typed', () => {
    expect(unitPriceFen({ grams: '250', priceYuan: '30' })).toBe(6000);
    expect(unitPriceFen({ grams: '', priceYuan: '30' })).toBeNull();
  });
});
