import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import { CERTIFICATION_ENTITIES, CERTIFIED_PRICES, ChangeReviews } from '@yigou/certification';
import type { ProductInput, SupplierProduct, CertificateStatus } from '@yigou/contracts';
import { Organisations, type SeatedCaller } from '@yigou/identity';
import { memberOf } from '@yigou/identity/testing';
import { StockLedger } from '@yigou/inventory';
import { newId } from '@yigou/kernel';
import { PolicyParameters } from '@yigou/platform';
import { CountPriceBands, PriceBands } from '@yigou/prices';
import { RegionDirectory } from '@yigou/regions';
import { admitImported } from '@yigou/suppliers';
import { aClaim, countStatements, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { aCategory, aCertificate, aPhoto } from '../testing';
import { CATALOGUE_ENTITIES } from '../entities';
import { FreightTable } from '../freight-table';
import { ProductDetails } from '../product-detail.queries';
import { CertifiedScope } from '../supplier/certified-scope';
import { PriceWatch } from '../supplier/price-watch';
import { ProductCommands } from '../supplier/product-commands';
import { SupplierProducts } from '../supplier/supplier-products.queries';
import { PriceFlags } from './price-flags.queries';

const COUNTY = '640422';
const OWN = 'OWN';
let test: TestDatabase;
let bands: CountPriceBands;
let flags: PriceFlags;
let commands: ProductCommands;
let details: ProductDetails;
let seller: SeatedCaller;

/** Notices are their own context's business. */
const SILENT = {
  tell: () => Promise.resolve(),
  tellEach: () => Promise.resolve(),
  tellOnce: () => Promise.resolve(),
  tellUnlessWaiting: () => Promise.resolve(),
  tellMany: () => Promise.resolve(),
} as ConstructorParameters<typeof ChangeReviews>[0];

beforeAll(async () => {
  test = await createTestDatabase({ entities: [...CERTIFICATION_ENTITIES, ...CATALOGUE_ENTITIES] });
  const { db, uow } = test;
  const [policy, regions, freight, audit] = [
    new PolicyParameters(db),
    new RegionDirectory(db),
    new FreightTable(),
    new AuditLog(),
  ];
  bands = new CountPriceBands(db);
  flags = new PriceFlags(db);
  details = new ProductDetails(db, policy, freight, regions);
  const watch = new PriceWatch(new PriceBands(policy), audit);
  const scope = new CertifiedScope(policy, new ChangeReviews(SILENT, audit));
  const own = new SupplierProducts(db, policy);
  commands = new ProductCommands(uow, audit, new StockLedger(), regions, freight, own, watch, scope);
  await aCategory(db);
  const supplierId = await uow.run(async (tx) => {
    const input = {
      supplierKind: 'cooperative',
      name: '西吉合作社',
      creditCode: null,
      regionCode: COUNTY,
      demo: false,
    } as const;
    const { id } = await new Organisations(db).upsertSupplier(tx, input);
    await admitImported(tx, [id]);
    return id;
  });
  seller = await memberOf(db, supplierId);
  // Nine other goods at 8 to 16 yuan for 500 g, and the supplier's own at 10.
  for (let yuan = 8; yuan <= 16; yuan += 1) await certificate({ fen: yuan * 100 });
  await certificate({ fen: 1_000, number: OWN });
  await bands.execute(CERTIFIED_PRICES);
});
afterAll(() => test.close());

interface Certified {
  fen: number;
  grams?: number;
  number?: string;
  status?: CertificateStatus;
  validTo?: string;
  grade?: string;
}
function certificate({
  fen,
  grams = 500,
  number = newId(),
  status = 'valid',
  validTo = '2099-01-01',
  grade = '一级',
}: Certified) {
  return aCertificate(test.db, {
    number,
    supplierId: seller.seat.organisationId,
    regionCode: COUNTY,
    status,
    validFrom: '2020-01-01',
    validTo,
    variety: '晋谷21号',
    grade,
    scope: [{ name: '一袋', netWeightGrams: grams, priceFen: fen }],
  });
}

let serial = 0;
const input = (priceFen: number, more: Partial<ProductInput> = {}): ProductInput => ({
  name: `小米${(serial += 1)}`,
  categorySlug: 'grain',
  description: '',
  countyCode: COUNTY,
  certificateNumber: OWN,
  channels: [],
  priceReason: '',
  priceConfirmed: false,
  skus: [{ name: '一袋', netWeightGrams: 500, priceFen, marketPriceFen: null, active: true, initialStock: 1 }],
  ...more,
});
const repriced = (product: SupplierProduct, priceFen: number, more: Partial<ProductInput> = {}) => {
  const { initialStock: _stock, ...sku } = input(priceFen).skus[0] as ProductInput['skus'][number];
  const skus = [{ ...sku, id: product.skus[0]?.id ?? '' }];
  return commands.update(seller, product.id, {
    ...input(priceFen, { name: product.name, ...more }),
    skus,
    version: product.version,
  });
};
const flagsOf = (productId: string) =>
  test.db.query('SELECT verdict, price_fen, median_fen, reason FROM price_flag WHERE product_id = $1 ORDER BY at', [
    productId,
  ]);

describe('R17: reference prices', () => {
  it('are counted for the other varieties when one cannot be', async () => {
    const of = async (variety: string, scope: unknown) => {
      await certificate({ fen: 2_000, number: variety });
      await test.db.query('UPDATE certificate SET variety = $1, scope = $2 WHERE number = $1', [
        variety,
        JSON.stringify(scope),
      ]);
    };
    await of('坏谷', [{ name: '一袋', netWeightGrams: 500, priceFen: '十元' }]);
    await of('好谷', [{ name: '一袋', netWeightGrams: 500, priceFen: 2_000 }]);
    await expect(bands.execute(CERTIFIED_PRICES)).rejects.toThrow('count-price-bands: 1 failed');
    expect(await test.db.query("SELECT variety FROM price_band WHERE variety IN ('坏谷', '好谷')")).toEqual([
      { variety: '好谷' },
    ]);
    await test.db.query("DELETE FROM certificate WHERE variety IN ('坏谷', '好谷')");
    await bands.execute(CERTIFIED_PRICES);
  });

  it('are quantiles of what valid certificates name, for 500 g, counted with one statement', async () => {
    await certificate({ fen: 90_000, status: 'suspended' });
    await certificate({ fen: 90_000, validTo: '2020-02-01' });
    await certificate({ fen: 5_000, grams: 2_500 });
    await certificate({ fen: 700, grade: '二级' });
    expect(await countStatements(() => bands.execute(CERTIFIED_PRICES))).toBe(1);
    expect(
      await test.db.query(
        'SELECT variety, grade, size_class, count, p10, p25, median, p75, p90 FROM price_band ORDER BY grade, size_class',
      ),
    ).toEqual([
      {
        variety: '晋谷21号',
        grade: '一级',
        size_class: 'medium',
        count: 1,
        p10: 1000,
        p25: 1000,
        median: 1000,
        p75: 1000,
        p90: 1000,
      },
      {
        variety: '晋谷21号',
        grade: '一级',
        size_class: 'small',
        count: 10,
        p10: 800,
        p25: 1000,
        median: 1150,
        p75: 1400,
        p90: 1500,
      },
      {
        variety: '晋谷21号',
        grade: '二级',
        size_class: 'small',
        count: 1,
        p10: 700,
        p25: 700,
        median: 700,
        p75: 700,
        p90: 700,
      },
    ]);
  });

  it('that did not change are not written again, and those of nothing go', async () => {
    const rows = () =>
      test.db.query<{ xmin: string; grade: string }>('SELECT xmin::text, grade FROM price_band ORDER BY 1, 2');
    const before = await rows();
    expect(await bands.execute(CERTIFIED_PRICES)).toBe(3);
    expect(await rows()).toEqual(before);
    await test.db.query("UPDATE certificate SET status = 'withdrawn' WHERE grade = '二级'");
    expect(await bands.execute(CERTIFIED_PRICES)).toBe(2);
    expect((await rows()).map(({ grade }) => grade)).toEqual(['一级', '一级']);
  });

  it('are shown beside the product, where there are enough of them', async () => {
    const draft = await commands.create(seller, input(1_000), aClaim());
    await test.db.query("UPDATE product SET status = 'withdrawn' WHERE id = $1", [draft.id]);
    expect(await details.get(draft.id)).toMatchObject({ priceBand: { count: 10, p25: 1000, median: 1150, p75: 1400 } });
    await test.db.query('UPDATE sku SET net_weight_grams = 2000 WHERE product_id = $1', [draft.id]);
    expect(await details.get(draft.id)).toMatchObject({ priceBand: null });
    expect(await countStatements(() => details.get(draft.id))).toBe(1);
  });
});

describe('R17: a price far from like goods', () => {
  it('needs a reason, which is kept for the supervisors', async () => {
    const refused = commands.create(seller, input(2_500), aClaim());
    await expect(refused).rejects.toMatchObject({
      code: 'price_reason_required',
      details: { prices: [{ skuName: '一袋', verdict: 'high', medianFen: 1150, unitPriceFen: 2500, priceFen: 2500 }] },
    });
    const draft = await commands.create(seller, input(2_500, { priceReason: '有机认证，产量低' }), aClaim());
    expect(await flagsOf(draft.id)).toEqual([
      { verdict: 'high', price_fen: 2500, median_fen: 1150, reason: '有机认证，产量低' },
    ]);
    expect(
      await test.db.query(
        "SELECT data->'prices'->0->>'verdict' AS verdict FROM audit_entry WHERE action = 'catalogue.price_flagged' AND subject_id = $1",
        [draft.id],
      ),
    ).toEqual([{ verdict: 'high' }]);
  });

  it('is asked about once: what did not change is not asked about again', async () => {
    const draft = await commands.create(seller, input(2_500, { priceReason: '有机' }), aClaim());
    const saved = await repriced(draft, 2_500, { description: '改描述' });
    expect(await flagsOf(draft.id)).toHaveLength(1);
    await expect(repriced(saved, 2_600)).rejects.toMatchObject({ code: 'price_reason_required' });
    await repriced(saved, 1_200);
    expect(await flagsOf(draft.id)).toHaveLength(1);
  });

  it('by a factor of ten is taken for a slip, beside like goods or beside its own price, until it is confirmed and explained', async () => {
    await expect(commands.create(seller, input(11_500, { priceReason: '有机' }), aClaim())).rejects.toMatchObject({
      code: 'price_slip_suspected',
      details: { prices: [{ verdict: 'decimal_slip' }] },
    });
    await expect(commands.create(seller, input(115, { priceConfirmed: true }), aClaim())).rejects.toMatchObject({
      code: 'price_slip_suspected',
    });
    const bare = await commands.create(seller, input(990, { certificateNumber: null }), aClaim());
    await expect(repriced(bare, 9_900, { certificateNumber: null })).rejects.toMatchObject({
      code: 'price_slip_suspected',
    });
    expect(await details.get(bare.id).catch((error: { code: string }) => error.code)).toBe('not_found');
    await repriced(bare, 9_900, { certificateNumber: null, priceReason: '礼盒装', priceConfirmed: true });
    expect(await flagsOf(bare.id)).toEqual([
      { verdict: 'decimal_slip', price_fen: 9900, median_fen: null, reason: '礼盒装' },
    ]);
  });

  it('of a packing that is off sale or of unknown weight is not compared', async () => {
    const off = { name: '停售', netWeightGrams: 500, priceFen: 99_000, marketPriceFen: null, active: false };
    const unknown = { name: '散装', netWeightGrams: null, priceFen: 99_000, marketPriceFen: null, active: true };
    const draft = await commands.create(seller, input(1_000, { skus: [off, unknown] }), aClaim());
    expect(await flagsOf(draft.id)).toEqual([]);
  });
});

describe('R16: a listed product that leaves what is certified', () => {
  /** A listed product of a certificate of its own, whose one packing is certified at 10 yuan. */
  async function listed(): Promise<{ product: SupplierProduct; number: string }> {
    const number = newId();
    await certificate({ fen: 1_000, number });
    const draft = await commands.create(seller, input(1_000, { certificateNumber: number }), aClaim());
    await aPhoto(test.db, draft.id);
    return { product: await commands.publish(seller, draft.id), number };
  }
  const standing = async (number: string) => ({
    ...(await test.db.one<{ status: string }>('SELECT status FROM certificate WHERE number = $1', [number])),
    reviews: await test.db.query(
      `SELECT a.kind, a.causes, a.status, a.form->'specifications'->0->'priceFen' AS fen FROM application a
       JOIN certificate c ON c.id = a.certificate_id WHERE c.number = $1`,
      [number],
    ),
    shelved: (
      await test.db.query(
        'SELECT 1 FROM listing l JOIN product p ON p.id = l.product_id JOIN certificate c ON c.id = p.certificate_id WHERE c.number = $1',
        [number],
      )
    ).length,
  });

  it('by a fifth of the price or less changes nothing', async () => {
    const { product, number } = await listed();
    await repriced(product, 1_200, { certificateNumber: number });
    expect(await standing(number)).toEqual({ status: 'valid', reviews: [], shelved: 1 });
  });

  it('by more of the price starts a review that takes the new price over, and sells on meanwhile', async () => {
    const { product, number } = await listed();
    const saved = await repriced(product, 1_201, { certificateNumber: number });
    const review = { kind: 'change', causes: ['price'], status: 'draft' };
    expect(await standing(number)).toEqual({ status: 'valid', reviews: [{ ...review, fen: 1201 }], shelved: 1 });
    await repriced(saved, 1_300, { certificateNumber: number });
    expect(await standing(number)).toMatchObject({ reviews: [{ ...review, fen: 1300 }] });
  });

  it('not by a county left blank, which is that of the certificate; by another one, off the shelves too, it is', async () => {
    const { product, number } = await listed();
    const off = await commands.withdraw(seller, product.id);
    await repriced(off, 1_000, { certificateNumber: number, countyCode: null });
    const row = await test.db.one('SELECT county_code AS county FROM product WHERE id = $1', [product.id]);
    expect(row).toEqual({ county: COUNTY });
    await commands.publish(seller, product.id);
    expect(await standing(number)).toEqual({ status: 'valid', reviews: [], shelved: 1 });
    const again = await commands.withdraw(seller, product.id);
    await repriced(again, 1_000, { certificateNumber: number, countyCode: '640423' });
    await commands.publish(seller, product.id);
    expect(await standing(number)).toMatchObject({ reviews: [{ causes: ['origin'] }] });
  });

  it('by what is changed while it is off the shelves starts a review when it comes back', async () => {
    const { product, number } = await listed();
    const off = await commands.withdraw(seller, product.id);
    await repriced(off, 1_300, { certificateNumber: number });
    expect(await standing(number)).toMatchObject({ reviews: [] });
    await commands.publish(seller, product.id);
    expect(await standing(number)).toMatchObject({ status: 'valid', reviews: [{ causes: ['price'], fen: 1300 }] });
    await commands.withdraw(seller, product.id);
    await commands.publish(seller, product.id);
    expect((await standing(number)).reviews).toHaveLength(1);
  });

  it('by a packing that nobody certified starts a review that takes it over', async () => {
    const { product, number } = await listed();
    const { skus } = input(1_000);
    const more = { name: '大袋', netWeightGrams: 5_000, priceFen: 10_000, marketPriceFen: null, active: true };
    const own = product.skus.map(({ id }, at) => {
      const { initialStock: _stock, ...sku } = skus[at] as (typeof skus)[number];
      return { ...sku, id };
    });
    const body = input(1_000, { certificateNumber: number, name: product.name, skus: [...own, more] });
    await commands.update(seller, product.id, { ...body, version: product.version });
    expect(await standing(number)).toMatchObject({ reviews: [{ causes: ['specification'] }] });
    const [form] = await test.db.query(
      `SELECT a.form->'specifications'->1->>'name' AS name FROM application a JOIN certificate c ON c.id = a.certificate_id WHERE c.number = $1`,
      [number],
    );
    expect(form).toEqual({ name: '大袋' });
  });

  it('by its category is not sold before somebody has looked', async () => {
    const { product, number } = await listed();
    await test.db.query("UPDATE certificate SET category_slug = 'grain' WHERE number = $1", [number]);
    await aCategory(test.db, 'liquor');
    const off = await commands.withdraw(seller, product.id);
    await repriced(off, 1_000, { certificateNumber: number, categorySlug: 'liquor' });
    await commands.publish(seller, product.id);
    expect(await standing(number)).toMatchObject({
      status: 'suspended',
      reviews: [{ causes: ['category'] }],
      shelved: 0,
    });
  });

  it('by its county is off the shelves until the review ends, since policy says so, and can still be put right', async () => {
    const { product, number } = await listed();
    const saved = await repriced(product, 1_000, { certificateNumber: number, countyCode: '621222' });
    expect(await standing(number)).toMatchObject({
      status: 'suspended',
      reviews: [{ causes: ['origin'] }],
      shelved: 0,
    });
    expect(await details.get(product.id)).toMatchObject({ listed: false });
    await expect(repriced(saved, 1_000, { certificateNumber: number })).resolves.toMatchObject({
      county: { code: COUNTY },
    });
    await expect(
      repriced({ ...saved, version: saved.version + 1 }, 1_000, { certificateNumber: null }),
    ).rejects.toMatchObject({
      code: 'certificate_invalid',
    });
  });
});

describe('publishing', () => {
  it('needs a supplier that is admitted, with licences in force', async () => {
    const draft = await commands.create(seller, input(1_000), aClaim());
    await aPhoto(test.db, draft.id);
    const set = (status: string, days: number | null) =>
      test.db.query(
        'UPDATE supplier_file SET status = $1, licences_to = current_date + $2::int WHERE supplier_id = $3',
        [status, days, seller.seat.organisationId],
      );
    for (const status of ['draft', 'county_review', 'frozen', 'blacklisted', 'exited']) {
      await set(status, null);
      await expect(commands.publish(seller, draft.id)).rejects.toMatchObject({ code: 'supplier_not_admitted' });
    }
    await set('admitted', -2);
    await expect(commands.publish(seller, draft.id)).rejects.toMatchObject({ code: 'supplier_not_admitted' });
    await set('rectifying', 30);
    await expect(commands.publish(seller, draft.id)).resolves.toMatchObject({ status: 'listed' });
    await set('admitted', null);
  });
});

describe('flagged prices', () => {
  const all = { regionPrefix: '', township: null };
  beforeEach(() => test.db.query('UPDATE supplier_file SET township = $1', ['吉强镇']));

  it('are listed page by page to those whose place it is, with one statement', async () => {
    const [{ n } = { n: 0 }] = await test.db.query<{ n: number }>('SELECT count(*)::int AS n FROM price_flag');
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await flags.list(all, { limit: 1, ...(cursor ? { cursor } : {}) });
      expect(page.total).toBe(n);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(n);
    expect(await countStatements(() => flags.list(all, { limit: 20 }))).toBe(1);
    const count = async (scope: typeof all | { regionPrefix: string; township: string }, more = {}) =>
      (await flags.list(scope, { limit: 100, ...more })).total;
    expect(await count({ regionPrefix: '6404', township: null })).toBe(n);
    expect(await count({ regionPrefix: '62', township: null })).toBe(0);
    expect(await count({ regionPrefix: COUNTY, township: '吉强镇' })).toBe(n);
    expect(await count({ regionPrefix: COUNTY, township: '别的镇' })).toBe(0);
    expect(await count(all, { verdict: 'decimal_slip' })).toBe(1);
    expect(await count(all, { region: '640000' })).toBe(n);
    expect((await flags.list(all, { limit: 1 })).items[0]).toMatchObject({
      supplierName: '西吉合作社',
      county: { code: COUNTY },
      verdict: 'decimal_slip',
      at: expect.any(String),
    });
  });
});
