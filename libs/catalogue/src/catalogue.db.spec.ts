import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import { CERTIFICATION_ENTITIES, ChangeReviews } from '@yigou/certification';
import { MOST_COUNTED_PRODUCTS, type ProductPage, type RouteInput } from '@yigou/contracts';
import { Organisations, type SeatedCaller } from '@yigou/identity';
import { memberOf } from '@yigou/identity/testing';
import { StockLedger } from '@yigou/inventory';
import { newId } from '@yigou/kernel';
import { type Database, PolicyParameters, type Tx } from '@yigou/platform';
import { PriceBands } from '@yigou/prices';
import { loadDivisions, RegionDirectory } from '@yigou/regions';
import { admitImported } from '@yigou/suppliers';
import { aClaim, countStatements, createTestDatabase, poison, type TestDatabase } from '@yigou/testing';
import { aCategory, aCertificate, aPhoto } from './testing';
import { CATALOGUE_ENTITIES } from './entities';
import { CategoryTree } from './category-tree';
import { FreightTable } from './freight-table';
import { Home } from './home.queries';
import { refreshListings } from './listings';
import { OrderableSkus } from './orderable-skus';
import { ProductDetails } from './product-detail.queries';
import { ProductFacetCounts } from './product-facets.queries';
import { PriceSpread } from './price-spread';
import { ShelfFilters } from './product-filter';
import { ProductLists } from './product-list.queries';
import { SalesCounter, TOUCHED } from './sales-counter';
import { Suggestions } from './suggestions.queries';
import { CertifiedScope } from './supplier/certified-scope';
import { PriceWatch } from './supplier/price-watch';
import { ProductCommands } from './supplier/product-commands';
import { SupplierProducts } from './supplier/supplier-products.queries';

let test: TestDatabase;
let lists: ProductLists;
let filters: ShelfFilters;
/** Lists that are read in a transaction, and so on one connection. */
let planned: (within: Tx) => ProductLists;
let facets: ProductFacetCounts;
let details: ProductDetails;
let suggestions: Suggestions;
let home: Home;
let commands: ProductCommands;
let seller: SeatedCaller;
let stranger: SeatedCaller;
const skus = new OrderableSkus();
const ledger = new StockLedger();
const certificate = '测试-130125-0001';

/** Notices are their own context's business. */
const SILENT = {
  tell: () => Promise.resolve(),
  tellEach: () => Promise.resolve(),
  tellOnce: () => Promise.resolve(),
  tellUnlessWaiting: () => Promise.resolve(),
  tellMany: () => Promise.resolve(),
} as ConstructorParameters<typeof ChangeReviews>[0];

beforeAll(async () => {
  test = await createTestDatabase({ entities: [...CERTIFICATION_ENTITIES, ...CATALOGUE_ENTITIES], pool: 24 });
  const { db, uow } = test;
  const policy = new PolicyParameters(db);
  const regions = new RegionDirectory(db);
  const categories = new CategoryTree(db);
  filters = new ShelfFilters(categories, regions, new PriceSpread(db));
  planned = (within) => new ProductLists(within as unknown as Database, filters, policy);
  const freight = new FreightTable();
  lists = new ProductLists(db, filters, policy);
  facets = new ProductFacetCounts(db, filters, categories, regions);
  details = new ProductDetails(db, policy, freight, regions);
  suggestions = new Suggestions(db);
  home = new Home(db, lists, categories);
  const audit = new AuditLog();
  const watch = new PriceWatch(new PriceBands(policy), audit);
  const scope = new CertifiedScope(policy, new ChangeReviews(SILENT, audit));
  commands = new ProductCommands(uow, audit, ledger, regions, freight, new SupplierProducts(db, policy), watch, scope);
  await aCategory(db, 'fruit', { name: '新鲜水果', position: 1 });
  await aCategory(db, 'grapes', { name: '葡萄浆果', parentSlug: 'fruit', position: 2 });
  await aCategory(db, 'apples', { name: '苹果和梨', parentSlug: 'fruit', position: 3 });
  await aCategory(db, 'tea', { name: '茶叶', position: 4 });
  seller = await supplierNamed('行唐合作社', '130125');
  stranger = await supplierNamed('外地合作社', '621222');
  const supplierId = seller.seat.organisationId;
  await aCertificate(db, {
    number: certificate,
    validFrom: '2020-01-01',
    productName: '葡萄',
    supplierId,
    regionCode: '130125',
    households: 120,
    mechanisms: ['employment'],
  });
});
afterAll(() => test.close());

async function supplierNamed(name: string, regionCode: string): Promise<SeatedCaller> {
  const organisations = new Organisations(test.db);
  const input = { supplierKind: 'cooperative', name, creditCode: null, regionCode, demo: false } as const;
  const { id } = await test.uow.run(async (tx) => {
    const made = await organisations.upsertSupplier(tx, input);
    await admitImported(tx, [made.id]);
    return made;
  });
  return memberOf(test.db, id);
}

interface Given {
  categorySlug?: string;
  countyCode?: string;
  priceFen?: number;
  stock?: number;
  certificateNumber?: string | null;
  by?: SeatedCaller;
}

/** A price that nobody asks about. */
const UNFLAGGED = { priceReason: '', priceConfirmed: false };

/** A product on the shelves, made the way a supplier makes one. */
async function listed(name: string, given: Given = {}) {
  const by = given.by ?? seller;
  const draft = await commands.create(
    by,
    {
      name,
      categorySlug: given.categorySlug ?? 'grapes',
      description: '',
      countyCode: given.countyCode ?? '130125',

      certificateNumber: given.certificateNumber === undefined ? certificate : given.certificateNumber,
      channels: ['schools'],
      skus: [
        {
          name: '500g',
          netWeightGrams: 500,
          priceFen: given.priceFen ?? 1000,
          marketPriceFen: null,
          active: true,
          initialStock: given.stock ?? 100,
        },
      ],
      ...UNFLAGGED,
    },
    aClaim(),
  );
  await aPhoto(test.db, draft.id, 'seed/grape-1');
  return commands.publish(by, draft.id);
}

const query = (given: Partial<RouteInput<'listProducts'>['query']> = {}) =>
  ({ sort: 'relevance', limit: 24, ...given }) as RouteInput<'listProducts'>['query'];
const names = async (given: Parameters<typeof query>[0]) =>
  (await lists.page(query(given))).items.map((item) => item.name);

describe('the shelves', () => {
  beforeAll(async () => {
    await listed('行唐葡萄', { priceFen: 1200, stock: 5 });
    await listed('行唐葡萄干', { priceFen: 3600, stock: 0 });
    await listed('高山苹果', { categorySlug: 'apples', priceFen: 800 });
    for (let i = 1; i <= 30; i += 1) await listed(`绿茶${i}号`, { categorySlug: 'tea', priceFen: 5000 + (i % 7) });
  });

  it('find Chinese words, pinyin, initials and mixtures of them', async () => {
    expect((await names({ q: '葡萄' })).sort()).toEqual(['行唐葡萄', '行唐葡萄干']);
    expect(await names({ q: 'putaogan' })).toEqual(['行唐葡萄干']);
    expect((await names({ q: 'pt' })).sort()).toEqual(['行唐葡萄', '行唐葡萄干']);
    expect(await names({ q: '高山 pg' })).toEqual(['高山苹果']);
    expect(await names({ q: 'xtpt' })).toHaveLength(2);
    expect(await lists.page(query({ q: '葡萄 苹果' }))).toMatchObject({ fuzzy: true });
    expect(await names({ q: "'); DROP TABLE listing; --" })).toEqual([]);
    expect(await names({ q: '!!!' })).toEqual([]);
  });

  it('show near misses when nothing matches, and say so', async () => {
    const page = await lists.page(query({ q: '葡逃干' }));
    expect(page).toMatchObject({ fuzzy: true, nextCursor: null });
    expect(page.items.map((item) => item.name)).toContain('行唐葡萄干');
    expect(await lists.page(query({ q: '挖掘机' }))).toMatchObject({ fuzzy: false, items: [], total: 0 });
  });

  it('filter by place, category, certificate, price and stock', async () => {
    expect(await names({ region: '130000', category: 'fruit' })).toHaveLength(3);
    expect(await names({ region: '130100', category: 'apples' })).toEqual(['高山苹果']);
    expect(await names({ region: '620000' })).toEqual([]);
    expect(await names({ category: 'grapes', inStock: 'true' })).toEqual(['行唐葡萄']);
    expect(await names({ certified: 'false' })).toEqual([]);
    expect(await names({ mechanism: 'employment', channel: 'schools', minFen: 700, maxFen: 900 })).toEqual([
      '高山苹果',
    ]);
    expect(await names({ mechanism: 'shareholding' })).toEqual([]);
  });

  it('tell the stock state from the stock of this moment', async () => {
    const states = new Map(
      (await lists.page(query({ category: 'fruit' }))).items.map((item) => [item.name, item.stockState]),
    );
    expect(Object.fromEntries(states)).toEqual({ 行唐葡萄: 'low', 行唐葡萄干: 'sold_out', 高山苹果: 'in_stock' });
  });

  it.each(['relevance', 'newest', 'price_asc', 'price_desc', 'unit_price_asc', 'sales'] as const)(
    'page by keyset without gaps: %s',
    async (sort) => {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await lists.page(query({ sort, limit: 7, cursor }));
        expect(page.total).toBe(33);
        seen.push(...page.items.map((item) => item.id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(new Set(seen).size).toBe(33);
      expect(seen).toHaveLength(33);
    },
  );

  it('page a search by keyset', async () => {
    const first = await lists.page(query({ q: '绿茶', limit: 20 }));
    const second = await lists.page(query({ q: '绿茶', limit: 20, cursor: first.nextCursor ?? '' }));
    expect(first.total).toBe(30);
    expect(new Set([...first.items, ...second.items].map((item) => item.id)).size).toBe(30);
    expect(first.items[0]?.highlight.filter((run) => run.hit).map((run) => run.text)).toEqual(['绿茶']);
  });

  it('count and rank a bounded number, and say that there are more', async () => {
    const copies = MOST_COUNTED_PRODUCTS;
    const copied = await test.uow.run(async (tx) => {
      await tx.query("SET LOCAL session_replication_role = 'replica'");
      return tx.query<{ id: string }>(
        `INSERT INTO listing SELECT copy.* FROM listing l, generate_series(1, $1::int) AS n,
           LATERAL jsonb_populate_record(l, jsonb_build_object('product_id', gen_random_uuid(), 'sold_count', n)) AS copy
         WHERE l.name = '行唐葡萄' RETURNING product_id AS id`,
        [copies],
      );
    });
    try {
      expect(copied).toHaveLength(copies);
      // What was counted before is remembered: a limit that nobody asked for yet.
      const anew = { maxFen: 8_888_888, limit: 100 };
      for (const asked of [{}, { q: '葡萄' }, { q: '葡萄', sort: 'newest' as const }]) {
        const page = await lists.page(query({ ...anew, ...asked }));
        expect(page).toMatchObject({ total: MOST_COUNTED_PRODUCTS, totalOver: true });
      }
      const seen: string[] = [];
      for (let cursor: string | undefined = ''; cursor !== undefined;) {
        const page: ProductPage = await lists.page(query({ ...anew, q: '葡萄', cursor: cursor || undefined }));
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor ?? undefined;
      }
      expect(seen).toHaveLength(MOST_COUNTED_PRODUCTS + 1);
      expect(new Set(seen).size).toBe(seen.length);
      expect(await lists.page(query({ q: '绿茶', maxFen: 8_888_887 }))).toMatchObject({ total: 30, totalOver: false });
      await test.db.query('ANALYZE listing');
      for (const { name, statement, calls, kept } of await test.uow.run(plansOfPages)) {
        expect({ statement, kept: kept >= calls - 5 }).toEqual({ statement, kept: true });
        if (!statement.includes('>= (SELECT $1')) continue;
        const plan = await test.uow.run(async (tx) => {
          await tx.query(`PREPARE "of ${name}" AS ${statement}`);
          return JSON.stringify(await tx.query(`EXPLAIN EXECUTE "of ${name}" (1, 9000000)`));
        });
        // Bounds that leave everything are no way to a page.
        expect(plan).toContain('listing');
        expect(plan).not.toContain('listing_price');
      }
    } finally {
      await test.db.query('DELETE FROM listing WHERE product_id = ANY($1)', [copied.map(({ id }) => id)]);
    }
  });

  /** How often each list of the shelves was planned, of those that were read eight times at any position and under any price. */
  async function plansOfPages(tx: Tx) {
    const own = planned(tx);
    let cursor: string | undefined;
    for (let times = 0; times < 8; times += 1) {
      await own.page(query({ maxFen: 9_000_000 + times, sort: 'relevance' }));
      await own.page(query({ minFen: times, maxFen: 9_000_000, sort: 'relevance' }));
      const page = await own.page(query({ sort: 'newest', cursor, limit: 24 }));
      cursor = page.nextCursor ?? undefined;
    }
    const plans = await tx.query<{ name: string; statement: string; kept: number; calls: number }>(
      `SELECT name, statement, generic_plans::int AS kept, (generic_plans + custom_plans)::int AS calls FROM pg_prepared_statements
       WHERE starts_with(statement, 'SELECT') AND (strpos(statement, '(SELECT $1::bigint') > 0 OR strpos(statement, 'to_timestamp($1') > 0) AND generic_plans + custom_plans > 6`,
    );
    expect(plans).toHaveLength(3);
    return plans;
  }

  it('keep one plan for the goods of a cart, however few they are', async () => {
    const counts = await test.uow.run(async (tx) => {
      for (let times = 0; times < 8; times += 1) await skus.load(tx, [newId(), newId()]);
      return tx.query<{ kept: string }>(
        `SELECT generic_plans::text AS kept FROM pg_prepared_statements WHERE statement LIKE '%"freightRules"%' AND statement LIKE 'SELECT k.* FROM%'`,
      );
    });
    expect(Number(counts[0]?.kept)).toBeGreaterThanOrEqual(3);
  });

  it('refuse a forged cursor', async () => {
    for (const values of [
      [1, 'x'],
      ['a', newId()],
      [1.5, newId()],
      [1e300, newId()],
      [1, null],
    ]) {
      const cursor = Buffer.from(JSON.stringify(values)).toString('base64url');
      await expect(lists.page(query({ cursor }))).rejects.toMatchObject({ code: 'validation_failed' });
    }
  });

  it('take one statement for a list and at most two for a search', async () => {
    /** The fewest of two of a kind: between them nothing that is remembered for seconds (the tree of categories) can have to be read anew twice. */
    const fewest = async (ask: (times: number) => Promise<unknown>): Promise<number> =>
      Math.min(await countStatements(() => ask(1)), await countStatements(() => ask(2)));
    const unseen = (minFen: number) => lists.page(query({ category: 'tea', minFen }));
    expect(await fewest(unseen)).toBe(1);
    expect(await fewest(unseen)).toBe(1);
    expect(await fewest((times) => lists.page(query({ q: '绿茶', maxFen: 9999 * times })))).toBe(1);
    expect(await fewest((times) => lists.page(query({ q: '挖掘机'.repeat(times) })))).toBeLessThanOrEqual(2);
    const id = (await lists.page(query({ q: '绿茶' }))).items[0]?.id ?? '';
    expect(await fewest(() => details.get(id))).toBe(1);
  });

  it('count facets of the same filters', async () => {
    const counts = await facets.of({ category: 'fruit' });
    expect(counts).toMatchObject({ certified: 3, inStock: 2, minFen: 800, maxFen: 3600 });
    expect(counts.categories).toEqual([
      { value: 'grapes', label: '葡萄浆果', count: 2 },
      { value: 'apples', label: '苹果和梨', count: 1 },
    ]);
    expect(counts.provinces).toEqual([{ value: '130000', label: '河北省', count: 3 }]);
    expect(counts.channels).toEqual([{ value: 'schools', label: '进高校', count: 3 }]);
  });

  it('suggest words, counties and categories', async () => {
    const texts = async (q: string) => (await suggestions.of(q)).map((item) => `${item.kind}:${item.text}`);
    expect(await texts('葡')).toEqual(expect.arrayContaining(['product:葡萄', 'product:葡萄干', 'category:葡萄浆果']));
    expect(await texts('pt')).toEqual(expect.arrayContaining(['product:葡萄', 'product:葡萄干']));
    expect(await texts('xingt')).toEqual(['county:行唐县']);
    expect((await suggestions.of('绿茶'))[0]).toMatchObject({ count: 30 });
    expect(await texts('%_')).toEqual([]);
  });

  it('suggest 葡萄 before 平塘 for “pt” among all counties of the country, however much these sell', async () => {
    const counties = loadDivisions().filter(({ level }) => level === 3);
    const added = `SELECT 'county', code, name, pinyin, initials, 1000 FROM jsonb_to_recordset($1) AS d(code text, name text, pinyin text, initials text)`;
    await test.db.query(
      `INSERT INTO search_word (kind, value, word, pinyin, initials, uses) ${added} ON CONFLICT DO NOTHING`,
      [JSON.stringify(counties)],
    );
    const found = (await suggestions.of('pt')).map(({ text }) => text);
    await test.db.query(`DELETE FROM search_word WHERE kind = 'county' AND uses = 1000`);
    expect(found.slice(0, 2)).toEqual(['葡萄', '葡萄干']);
    expect(found).toContain('平塘县');
  });

  it('open with figures that add up', async () => {
    const view = await home.view();
    expect(view.year).toMatchObject({ products: 33, counties: 1, households: 120, orders: 0 });
    expect(view.newest).toHaveLength(12);
    expect(new Set(view.newest.map(({ categorySlug }) => categorySlug)).size).toBeGreaterThan(1);
    // Nothing was sold yet, so nothing is said to sell.
    expect(view.popular).toEqual([]);
    expect(view.counties).toMatchObject([{ code: '130125', productCount: 33 }]);
  });
});

describe('a product', () => {
  it('is shown with unit price, certificate and history, and quoted with freight', async () => {
    const product = await listed('测试梨', { priceFen: 1250 });
    const detail = await details.get(product.id);
    expect(detail).toMatchObject({
      listed: true,
      certificate: { number: certificate, status: 'valid', households: 120 },
    });
    expect(detail.skus).toMatchObject([{ unitPriceFen: 1250, available: 100, stockState: 'in_stock' }]);
    expect(detail.priceHistory).toHaveLength(1);
    expect(await details.quote(product.id, { region: '110101', quantity: 5 })).toMatchObject({
      deliverable: true,
      freightFen: 1800,
    });
    await commands.setFreightRules(seller, [
      {
        regionPrefix: '',
        deliverable: true,
        firstGrams: 1000,
        firstFen: 500,
        stepGrams: 1000,
        stepFen: 100,
        freeOverFen: 5000,
      },
      {
        regionPrefix: '65',
        deliverable: false,
        firstGrams: 1,
        firstFen: 0,
        stepGrams: 1,
        stepFen: 0,
        freeOverFen: null,
      },
    ]);
    expect(await details.quote(product.id, { region: '110101', quantity: 1 })).toMatchObject({ freightFen: 500 });
    expect(await details.quote(product.id, { region: '110101', quantity: 4 })).toMatchObject({ freightFen: 0 });
    expect(await details.quote(product.id, { region: '650102', quantity: 1 })).toMatchObject({ deliverable: false });
    await expect(details.quote(product.id, { region: '999999', quantity: 1 })).rejects.toMatchObject({
      code: 'validation_failed',
    });
    await expect(details.get(newId())).rejects.toMatchObject({ code: 'not_found' });
  });

  it('needs photo and certificate to be listed, and moves along the table', async () => {
    const input = {
      name: '无图',
      categorySlug: 'tea',
      description: '',
      countyCode: null,
      certificateNumber: null,
      channels: [],
      ...UNFLAGGED,
    };
    const skuInput = { name: 'a', netWeightGrams: null, priceFen: 100, marketPriceFen: null, active: true };
    const draft = await commands.create(seller, { ...input, skus: [skuInput] }, aClaim());
    await expect(commands.publish(seller, draft.id)).rejects.toMatchObject({
      code: 'product_incomplete',
      details: { missing: ['photos'] },
    });
    await expect(commands.withdraw(seller, draft.id)).rejects.toMatchObject({ code: 'illegal_transition' });
    await expect(details.get(draft.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(listed('无证', { certificateNumber: null })).rejects.toMatchObject({ code: 'certificate_invalid' });
    await expect(listed('他人证书', { by: stranger })).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(commands.publish(stranger, draft.id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('loses its listing when withdrawn, and its certificate mark when the term is over', async () => {
    const product = await listed('短期梨');
    const skuId = product.skus[0]?.id ?? '';
    await commands.withdraw(seller, product.id);
    expect(await test.db.query('SELECT 1 FROM listing WHERE product_id = $1', [product.id])).toEqual([]);
    expect(await details.get(product.id)).toMatchObject({ listed: false });
    expect(await skus.load(test.db, [skuId])).toMatchObject([{ orderable: false }]);
    await commands.publish(seller, product.id);
    expect(await skus.load(test.db, [skuId])).toMatchObject([{ orderable: true, available: 100 }]);
    await test.db.query("UPDATE certificate SET valid_to = '2020-02-01' WHERE number = $1", [certificate]);
    try {
      expect(await skus.load(test.db, [skuId])).toMatchObject([{ orderable: false }]);
      expect((await details.get(product.id)).certificate?.status).toBe('expired');
    } finally {
      await test.db.query("UPDATE certificate SET valid_to = '2099-01-01' WHERE number = $1", [certificate]);
    }
    expect(await countStatements(() => skus.load(test.db, [skuId]))).toBe(1);
  });

  it('is saved by one of many who started from the same version', async () => {
    const product = await listed('争抢梨');
    const sku = product.skus[0];
    const save = (priceFen: number) =>
      commands.update(seller, product.id, {
        version: product.version,

        name: '争抢梨',
        categorySlug: 'tea',
        description: '',
        countyCode: '130125',
        certificateNumber: certificate,
        channels: [],
        ...UNFLAGGED,
        skus: [{ id: sku?.id ?? '', name: '500g', netWeightGrams: 500, priceFen, marketPriceFen: null, active: true }],
      });
    const results = await Promise.allSettled(Array.from({ length: 12 }, (_, i) => save(2000 + i)));
    const won = results.filter((result) => result.status === 'fulfilled');
    expect(won).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected')
        expect(result.reason).toMatchObject({ code: 'illegal_transition', details: { version: product.version + 1 } });
    }
    const [listing] = await test.db.query<{ price: number }>(
      'SELECT price_fen AS price FROM listing WHERE product_id = $1',
      [product.id],
    );
    const now = await details.get(product.id);
    expect(listing?.price).toBe(now.skus[0]?.priceFen);
    expect(now.priceHistory.map((change) => change.priceFen)).toEqual([1000, listing?.price]);
  });

  it('keeps SKUs that carts name, and refuses stock in an edit', async () => {
    const product = await listed('规格梨');
    const old = product.skus[0]?.id ?? '';
    const base = {
      name: '规格梨',
      categorySlug: 'tea',
      description: '',
      countyCode: '130125',
      certificateNumber: certificate,
      channels: [],
      ...UNFLAGGED,
    };
    const fresh = {
      name: '1kg',
      netWeightGrams: 1000,
      priceFen: 1800,
      marketPriceFen: null,
      active: true,
      initialStock: 7,
    };
    const update = (version: number, list: object[]) =>
      commands.update(seller, product.id, { ...base, version, skus: list as never });
    await test.db.query('INSERT INTO cart (id, token_hash) VALUES ($1, $2)', [product.id, Buffer.from(product.id)]);
    await test.db.query('INSERT INTO cart_line (cart_id, sku_id, quantity) VALUES ($1, $2, 1)', [product.id, old]);
    await expect(update(product.version, [fresh])).rejects.toMatchObject({ code: 'sku_in_use' });
    await expect(update(product.version, [{ ...fresh, id: old }])).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(update(product.version, [{ ...fresh, id: newId(), initialStock: undefined }])).rejects.toMatchObject({
      code: 'validation_failed',
    });
    await test.db.query('DELETE FROM cart_line WHERE sku_id = $1', [old]);
    const saved = await update(product.version, [fresh]);
    expect(saved.skus.map((sku) => [sku.name, sku.active, sku.onHand])).toEqual([
      ['500g', false, 100],
      ['1kg', true, 7],
    ]);
    // Its own code stands until another is said.
    const { id } = saved.skus[1] ?? { id: '' };
    const kept = { ...fresh, id, initialStock: undefined };
    const coded = await update(saved.version, [{ ...kept, code: 'GGL-1' }]);
    const again = await update(coded.version, [{ ...kept, priceFen: 1900 }]);
    expect([saved, coded, again].map(({ skus }) => skus[1]?.code)).toEqual(['', 'GGL-1', 'GGL-1']);
  });

  it('offers units cheaper prices for many, below its own, which its seller alone sets', async () => {
    const product = await listed('大宗梨', { stock: 10 });
    const [sku] = product.skus;
    const skuId = sku?.id ?? '';
    const bulk = { minimum: 5, weekly: 100, tiers: [{ from: 20, priceFen: (sku?.priceFen ?? 0) - 1 }] };
    expect((await commands.setBulkOffer(seller, skuId, bulk)).skus[0]?.bulk).toEqual(bulk);
    const dear = { ...bulk, tiers: [{ from: 20, priceFen: sku?.priceFen ?? 0 }] };
    await expect(commands.setBulkOffer(seller, skuId, dear)).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(commands.setBulkOffer(stranger, skuId, null)).rejects.toMatchObject({ code: 'not_found' });
    expect((await commands.setBulkOffer(seller, skuId, null)).skus[0]?.bulk).toBeNull();
  });

  it('adjusts stock once per key, never below what is held', async () => {
    const product = await listed('库存梨', { stock: 10 });
    const skuId = product.skus[0]?.id ?? '';
    const once = { actor: seller.actor.userId, key: newId(), fingerprint: 'f' };
    const adjust = () => commands.adjustStock(seller, skuId, { delta: 5, reason: '补货' }, once);
    const levels = await Promise.all([adjust(), adjust(), adjust()]);
    expect(levels.map((level) => level.onHand)).toEqual([15, 15, 15]);
    await expect(
      commands.adjustStock(seller, skuId, { delta: -16, reason: '报损' }, { ...once, key: newId() }),
    ).rejects.toMatchObject({ code: 'stock_below_reserved' });
    await expect(
      commands.adjustStock(stranger, skuId, { delta: 1, reason: 'x' }, { ...once, key: newId() }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('counts what is sold of the others when one product cannot be counted', async () => {
    const [bad, good] = [await listed('坏梨'), await listed('好梨')];
    for (const product of [bad, good]) await anOrderOf(product.id, product.skus[0]?.id ?? '', 2, 'to_ship');
    const antidote = await poison(test.db, 'product', bad.id);
    const counter = new SalesCounter(test.uow);
    await expect(counter.recount()).rejects.toThrow('count-sales: 1 failed');
    expect([(await details.get(bad.id)).soldCount, (await details.get(good.id)).soldCount]).toEqual([0, 2]);
    await antidote();
    await counter.recount();
    expect((await details.get(bad.id)).soldCount).toBe(2);
  });

  it('finds what changed since the last count by the indexes of its times, however many orders there are', async () => {
    const plan = await test.uow.run(async (tx) => {
      await tx.query('SET LOCAL enable_seqscan = off');
      return JSON.stringify(
        await tx.query(`EXPLAIN (FORMAT JSON) ${TOUCHED.replaceAll('$1', "(now() - interval '10 minutes')")}`),
      );
    });
    for (const index of ['sales_order_paid', 'sales_order_given_back', 'sales_order_rest_ended'])
      expect(plan).toContain(`"${index}"`);
    expect(plan).not.toContain('"Seq Scan"');
  });

  it('counts what is sold and given back, on the shelf too, however often it counts', async () => {
    const product = await listed('热销梨');
    const skuId = product.skus[0]?.id ?? '';
    const counter = new SalesCounter(test.uow);
    const kept = await anOrderOf(product.id, skuId, 3, 'to_ship');
    await anOrderOf(product.id, skuId, 4, 'completed');
    await anOrderOf(product.id, skuId, 9, 'pending_payment');
    await Promise.all([counter.recount(), counter.recount(), counter.recount()]);
    const sold = () =>
      test.db.one(
        'SELECT l.sold_count AS shelf, p.sold_count AS own FROM listing l JOIN product p ON p.id = l.product_id WHERE p.id = $1',
        [product.id],
      );
    expect(await sold()).toEqual({ shelf: 7, own: 7 });
    await test.db.query("UPDATE sales_order SET status = 'cancelled', closed_at = now() WHERE id = $1", [kept]);
    expect(await counter.recount()).toBe(1);
    expect(await counter.recount()).toBe(0);
    await test.uow.run((tx) => refreshListings(tx, [product.id]));
    expect(await sold()).toEqual({ shelf: 4, own: 4 });
    expect((await details.get(product.id)).soldCount).toBe(4);
  });
});

/** The least that an order and its line need; buyer, checkout and payment are not of interest here. */
async function anOrderOf(productId: string, skuId: string, quantity: number, status: string): Promise<string> {
  const orderId = newId();
  await test.uow.run(async (tx) => {
    await tx.query("SET LOCAL session_replication_role = 'replica'");
    await tx.query(
      `INSERT INTO sales_order (id, number, checkout_id, user_id, supplier_id, status, goods_fen, freight_fen, total_fen, receiver, phone,
         delivery_region_code, region_path, detail, remark, paid_at)
       VALUES ($1::uuid, $1::uuid::text, $1, $1, $1, $2::text, 1, 0, 1, '', '', '110101', '', '', '', CASE WHEN $2::text <> 'pending_payment' THEN now() END)`,
      [orderId, status],
    );
    await tx.query(
      `INSERT INTO order_line (id, order_id, sku_id, product_id, product_name, sku_name, category_slug, price_fen, quantity, line_fen)
       VALUES ($1, $2, $3, $4, '', '', 'tea', 1, $5::int, $5::int)`,
      [newId(), orderId, skuId, productId, quantity],
    );
  });
  return orderId;
}
