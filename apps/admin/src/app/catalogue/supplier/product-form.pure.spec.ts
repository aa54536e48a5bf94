import { describe, expect, it } from '@jest/globals';
import { bodyOf, formOf, NEW_PRODUCT, NEW_SKU, type SupplierProduct, unitPriceFen } from './product-form';

const sku = { ...NEW_SKU, name: '500 克装', netWeightGrams: 500, priceFen: 1280, initialStock: 20 };
const form = { ...NEW_PRODUCT, name: '高山绿茶', categorySlug: 'tea-green', skus: [sku] };

describe('product form', () => {
  it('sends a new SKU with its stock, where one is given', () => {
    const { id: _, ...sent } = sku;
    expect(bodyOf(form).skus).toEqual([sent]);
    expect(bodyOf({ ...form, skus: [NEW_SKU] }).skus[0]).not.toHaveProperty('initialStock');
  });

  it('sends no initial stock for a SKU that exists: its stock moves by adjustments', () => {
    const stored = bodyOf({ ...form, skus: [{ ...sku, id: '0b7f3f8e-0000-4000-8000-000000000001' }] }).skus[0];
    expect(stored).not.toHaveProperty('initialStock');
    expect(stored?.id).toBe('0b7f3f8e-0000-4000-8000-000000000001');
  });

  it('begins with what is stored, and asks no question about its prices', () => {
    const stored = {
      ...sku,
      id: 'sku',
      onHand: 3,
      reserved: 1,
      unitPriceFen: 1280,
      stockState: 'in_stock',
      available: 2,
    };
    const product = { ...form, county: { code: '621123' }, skus: [stored], version: 3 } as unknown as SupplierProduct;
    expect(formOf(product)).toEqual({
      ...form,
      countyCode: '621123',
      skus: [{ ...sku, id: 'sku', initialStock: null }],
    });
  });

  it('shows the price of 500 g while it is typed', () => {
    expect(unitPriceFen({ netWeightGrams: 250, priceFen: 3000 })).toBe(6000);
    expect(unitPriceFen({ netWeightGrams: null, priceFen: 3000 })).toBeNull();
    expect(unitPriceFen({ netWeightGrams: 0, priceFen: 3000 })).toBeNull();
  });
});
