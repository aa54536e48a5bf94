import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { alarms } from '@yigou/platform';
import { ApiHarness, type Visitor } from './testing/api.harness';
import { ADDRESS, COUNTY, type Shelf, shelf } from './testing/fixtures';

const [PACKINGS, MOST_PIECES, MOST_GRAMS, MOST_PIECES_OF_A_LINE] = [30, 100_000_000, 100_000_000, 9_999];

let api: ApiHarness;
let honest: Shelf & { supplier: Visitor };
let huge: { productId: string; skuIds: string[] };

/** One product, as large as the contract lets a seller make it: what all its packings weigh and how many pieces they are passes every integer. */
beforeAll(async () => {
  api = await ApiHarness.start();
  honest = await shelf(api);
  const own = await shelf(api);
  const { body: product } = await own.supplier.call('getSupplierProduct', { params: { id: own.productId } });
  const [first] = product['skus'] as [{ id: string; name: string; priceFen: number }];
  const sku = { netWeightGrams: MOST_GRAMS, priceFen: first.priceFen, marketPriceFen: null, active: true };
  const more = Array.from({ length: PACKINGS - 1 }, (_, at) => ({
    ...sku,
    name: `装${at}`,
    initialStock: MOST_PIECES,
  }));
  const saved = await own.supplier.call('updateSupplierProduct', {
    params: { id: own.productId },
    body: {
      version: product['version'],
      name: product['name'],
      categorySlug: 'grain',
      description: '',
      countyCode: COUNTY,
      certificateNumber: product['certificateNumber'],
      channels: [],
      skus: [{ ...sku, id: first.id, name: first.name }, ...more],
    },
  });
  if (saved.status !== 200) throw new Error(saved.text);
  const skuIds = (saved.body['skus'] as { id: string }[]).map(({ id }) => id);
  huge = { productId: own.productId, skuIds };
  const rules = [{ regionPrefix: '', deliverable: true, firstGrams: 1, firstFen: 0, stepGrams: 1, stepFen: 1_000_000 }];
  const set = await own.supplier.call('setFreightRules', {
    body: { rules: rules.map((rule) => ({ ...rule, freeOverFen: null })) },
  });
  if (set.status !== 200) throw new Error(set.text);
  await api.test.db.query('UPDATE stock SET on_hand = 2000000000 WHERE sku_id = ANY($1)', [skuIds]);
  await api.test.db.query('UPDATE listing SET sold_count = 2147483647 WHERE product_id = $1', [own.productId]);
  seller = own.supplier;
});
afterAll(() => api.close());
let seller: Visitor;

const ok = async (answer: Promise<{ status: number; text: string; body: Record<string, unknown> }>) => {
  const { status, text, body } = await answer;
  expect([status, status < 300 ? '' : text]).toEqual([expect.any(Number), '']);
  return body;
};
const idsOf = (body: Record<string, unknown>) => (body['items'] as { id: string }[]).map(({ id }) => id);

describe('a seller whose numbers pass what an integer holds', () => {
  it.each(['relevance', 'newest', 'sales', 'price_asc', 'price_desc', 'unit_price_asc'])(
    'is one row of the shelves by %s',
    async (sort) => {
      for (const query of [`sort=${sort}`, `sort=${sort}&inStock=true`, `sort=${sort}&q=${encodeURIComponent('小米')}`])
        expect(idsOf(await ok(api.anonymous().call('listProducts', { query })))).toEqual(
          expect.arrayContaining([honest.productId, huge.productId]),
        );
    },
  );

  it('breaks none of the pages that everybody opens', async () => {
    const anyone = api.anonymous();
    const home = await ok(anyone.call('home'));
    expect(home['counties']).toMatchObject([{ code: COUNTY, stockGrams: Number.MAX_SAFE_INTEGER }]);
    await ok(anyone.call('productFacets'));
    await ok(anyone.call('listCategories'));
    await ok(anyone.call('suggest', { query: `q=${encodeURIComponent('小')}` }));
    await ok(anyone.call('getProduct', { params: { id: huge.productId } }));
  });

  it('is told that nothing so heavy is delivered, in quote, cart and preview', async () => {
    const buyer = await api.person();
    for (const skuId of huge.skuIds)
      await ok(buyer.call('addToCart', { body: { skuId, quantity: MOST_PIECES_OF_A_LINE } }));
    await ok(buyer.call('getCart'));
    const address = await ok(buyer.call('createAddress', { body: ADDRESS }));
    const lines = huge.skuIds.map((skuId) => ({ skuId, quantity: MOST_PIECES_OF_A_LINE }));
    const preview = await ok(buyer.call('previewCheckout', { body: { lines, addressId: address['id'] } }));
    expect(preview).toMatchObject({ orderable: false, groups: [{ deliverable: false, freightFen: 0 }] });
    const query = `region=${COUNTY}&skuId=${huge.skuIds[0]}&quantity=9999`;
    expect(await ok(buyer.call('quoteFreight', { params: { id: huge.productId }, query }))).toMatchObject({
      deliverable: false,
    });
    const placed = await buyer.call('placeCheckout', {
      body: { lines, addressId: address['id'], expectedTotalFen: 1, remark: '' },
    });
    expect([400, 409]).toContain(placed.status);
  });

  it('has lists and dashboards of its own, and so has the office', async () => {
    expect(idsOf(await ok(seller.call('listSupplierProducts')))).toEqual([huge.productId]);
    await ok(seller.call('supplierDashboard'));
    const office = await api.person({ organisationId: await api.organisation('administration') });
    for (const id of ['listAdminProducts', 'listSuppliers', 'adminDashboard'] as const) await ok(office.call(id));
    const sheet = await office.call('exportAdmin', { params: { kind: 'products' } });
    expect(sheet.status).toBe(200);
  });
});

describe('a row that cannot be shown', () => {
  it('is left out of the shelves, counted as an alarm, and the others are shown', async () => {
    const { productId } = await shelf(api);
    await api.test.db.query('UPDATE listing SET price_fen = 2305843009213693952 WHERE product_id = $1', [productId]);
    const before = (await alarms.get()).values.find(({ labels }) => labels.kind === 'unshowable_row')?.value ?? 0;
    const ids = idsOf(await ok(api.anonymous().call('listProducts', { query: 'sort=price_desc&limit=2' })));
    expect(ids).not.toContain(productId);
    expect(ids.length).toBeGreaterThan(0);
    const after = (await alarms.get()).values.find(({ labels }) => labels.kind === 'unshowable_row')?.value ?? 0;
    expect(after).toBeGreaterThan(before);
  });
});
