import { describe, expect, it } from '@jest/globals';
import type { ProductDetail } from '@yigou/contracts';
import { breadcrumbs, productHead, yuan } from './product-head';

const SKU = {
  id: 's1',
  name: '500g/袋',
  netWeightGrams: 500,
  priceFen: 1_005,
  marketPriceFen: null,
  unitPriceFen: 1_005,
  stockState: 'in_stock' as const,
  available: 3,
  active: true,
  bulk: null,
};
const PRODUCT: ProductDetail = {
  id: 'p1',
  name: '小米',
  description: '新米',
  categorySlug: 'millet',
  categoryName: '杂粮',
  county: { code: '140925', name: '宁武县', path: '山西省 忻州市 宁武县' },
  supplier: { id: 'o1', name: '某合作社', kind: 'cooperative', county: null, demo: false },
  photos: [{ key: 'a/b', alt: '' }],
  skus: [SKU, { ...SKU, id: 's2', priceFen: 900, available: 0 }, { ...SKU, id: 's3', priceFen: 1, active: false }],
  channels: [],
  certificate: null,
  soldCount: 0,
  priceHistory: [],
  priceBand: null,
  demoFields: [],
  demo: false,
  sourceUrl: null,
  listed: true,
};

describe('a product as machines read it', () => {
  const head = productHead(PRODUCT, 'https://shop');
  it('is said in a line, by what is sold', () => {
    expect(head).toMatchObject({ title: '小米', path: '/products/p1', photo: 'a/b', index: true });
    expect(head.description).toBe('产自山西省 忻州市 宁武县，某合作社供货，¥9.00起。新米');
  });

  it('has an offer for each packing, with its price in yuan and whether it is to be had', () => {
    const [thing] = head.things ?? [];
    expect(thing).toMatchObject({
      '@type': 'Product',
      image: ['https://shop/api/v1/media/a/b-800.webp'],
      offers: [
        { sku: 's1', price: '10.05', priceCurrency: 'CNY', availability: 'https://schema.org/InStock' },
        { sku: 's2', price: '9.00', availability: 'https://schema.org/OutOfStock' },
      ],
    });
    const gone = productHead({ ...PRODUCT, listed: false, skus: [SKU] }, 'https://shop');
    expect(gone).toMatchObject({
      index: false,
      things: [{ offers: [{ availability: 'https://schema.org/OutOfStock' }] }, {}],
    });
  });

  it('stands where it stands in the shop', () => {
    expect(breadcrumbs('https://shop', [['全部产品', '/products']]).itemListElement).toEqual([
      { '@type': 'ListItem', position: 1, name: '全部产品', item: 'https://shop/products' },
    ]);
    expect([yuan(5), yuan(100), yuan(123_456)]).toEqual(['0.05', '1.00', '1234.56']);
  });
});
