import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Organisations } from '@yigou/identity';
import { anOffice, memberOf } from '@yigou/identity/testing';
import { newId } from '@yigou/kernel';
import { RegionDirectory } from '@yigou/regions';
import { aClaim, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { aCategory, aCertificate } from '../testing';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refreshListings } from '../listings';
import { importsOf } from '../testing/imports';
import { silentScope, watchedPrices } from '../testing/silent-scope';
import { FirstStock } from './first-stock';
import { ImportProducts } from './import-products';

const CASES = join(process.cwd(), 'libs/catalogue/src/import/testing');
const FULL = { path: join(CASES, '01a-products-full.csv') };
const PRICES = { path: join(CASES, '01b-price-update-few-columns.csv') };

let test: TestDatabase;
let imports: ImportProducts;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yigou-few-columns-'));
});
beforeEach(async () => {
  await test?.close();
  test = await createTestDatabase();
  await aCategory(test.db, 'tropical-fruit', { name: '热带水果', position: 1 });
  await aCategory(test.db, 'noodles', { name: '面粉面条', position: 2 });
  imports = new ImportProducts(
    test.db,
    test.uow,
    new Organisations(test.db),
    new RegionDirectory(test.db),
    silentScope(test.db),
    watchedPrices(test.db),
  );
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

const KEY = '供应商,产品,规格,县代码';
const GOODS = '案例甲种植专业合作社（演示）,案例金刺梨干,500g/袋,522328';
async function run(columns: string, cells: string) {
  const path = join(folder, `${newId()}.csv`);
  await writeFile(path, `${KEY},${columns}\n${GOODS},${cells}\n`);
  return imports.run({ path });
}
/** Everything that a buyer or an office could miss. */
const goods = () =>
  test.db.query(
    `SELECT p.name, k.name AS sku, p.category_slug AS category, p.description, p.channels, p.source_url AS source, p.demo, p.demo_fields AS marks,
       p.status, c.number AS certificate, c.version AS certified, k.net_weight_grams AS grams, k.price_fen AS price, k.market_price_fen AS market,
       k.active, s.on_hand AS stock, o.credit_code AS code, o.supplier_kind AS kind, o.demo AS made, l.certificate_number AS shown
     FROM product p JOIN organisation o ON o.id = p.supplier_id JOIN sku k ON k.product_id = p.id JOIN stock s ON s.sku_id = k.id
       LEFT JOIN certificate c ON c.id = p.certificate_id LEFT JOIN listing l ON l.product_id = p.id ORDER BY k.name`,
  );
const certificates = () => test.db.query('SELECT * FROM certificate ORDER BY number');
const prices = (rows: Record<string, unknown>[]) => rows.map((row) => row['price']);
const besidesPrice = (rows: Record<string, unknown>[]) => rows.map(({ price: _, ...rest }) => rest);

/** Who began the reviews that there are. */
const opened = () => test.db.query(`SELECT actor_name AS "by", seat FROM application_step WHERE action = 'create'`);

/** Certificates that the goods hang on, as they came to hang there before anybody sent a file. */
async function certify(): Promise<void> {
  const products = await test.db.query<{ id: string; name: string; supplierId: string }>(
    'SELECT id, name, supplier_id AS "supplierId" FROM product',
  );
  for (const { id, name, supplierId } of products) {
    const said = { number: `认定-${name}`, productName: name, validFrom: '2026-01-01', validTo: '2029-01-01' };
    const place = { regionCode: '522328', level: 'province' } as const;
    const certificate = await aCertificate(test.db, { supplierId, ...said, ...place, households: 7 });
    await test.db.query('UPDATE product SET certificate_id = $1 WHERE id = $2', [certificate.id, id]);
  }
  await test.uow.run((tx) =>
    refreshListings(
      tx,
      products.map(({ id }) => id),
    ),
  );
}

describe('a file with few columns', () => {
  it('changes what it names and leaves everything else, once and twice', async () => {
    expect(await imports.run(FULL)).toMatchObject({ created: 3, failed: 0 });
    await certify();
    const [before, papers] = [await goods(), await certificates()];
    expect(before).toHaveLength(3);
    expect(before[0]).toMatchObject({ demo: true, marks: ['全部'], source: '测试数据', grams: 1_000, market: 8_500 });
    for (const round of ['first', 'second']) {
      const summary = await imports.run(PRICES);
      expect(summary).toMatchObject({
        created: 0,
        failed: 0,
        notices: [],
        [round === 'first' ? 'updated' : 'unchanged']: 3,
      });
      const after = await goods();
      expect(prices(after)).toEqual([7_800, 4_180, 13_200]);
      expect(besidesPrice(after)).toEqual(besidesPrice(before));
      expect(await certificates()).toEqual(papers);
    }
    expect(await imports.run(FULL)).toMatchObject({ updated: 3, failed: 0 });
    expect(await goods()).toEqual(before);
    expect(await certificates()).toEqual(papers);
  });

  it('R16: that takes goods away from what was certified starts a change review, once', async () => {
    await imports.run(FULL);
    await certify();
    await test.db.query(
      `UPDATE certificate c SET scope = (SELECT jsonb_agg(jsonb_build_object('name', k.name, 'netWeightGrams', k.net_weight_grams, 'priceFen', k.price_fen))
         FROM sku k JOIN product p ON p.id = k.product_id WHERE p.certificate_id = c.id)`,
    );
    const reviews = () => test.db.query("SELECT kind, causes, status FROM application WHERE kind = 'change'");
    const review = { kind: 'change', causes: ['price'], status: 'draft' };
    expect(await run('库存', '7')).toMatchObject({ updated: 1 });
    expect(await reviews()).toEqual([]);
    for (const price of ['180', '180', '190']) {
      expect(await run('单价元', price)).toMatchObject({ failed: 0 });
      expect(await reviews()).toEqual([review]);
    }
    expect(await opened()).toEqual([{ by: '命令行导入', seat: expect.stringMatching(/^产品导入“.+\.csv”$/) }]);
  });

  it('names whoever sent the file in the history of the review that it starts', async () => {
    await imports.run(FULL);
    await certify();
    await test.db.query("UPDATE certificate SET region_code = '130125'");
    const office = await anOffice(test.db, null);
    const by = await memberOf(test.db, office.id, { name: '王五' });
    const { runs, worker } = importsOf(test, join(folder, 'store'));
    const file = Buffer.from(`${KEY},单价元\n${GOODS},12.5\n`);
    const { id } = await runs.start(by, { fileName: '改价.csv', file }, aClaim());
    await worker.work(id);
    expect(await opened()).toEqual([]);
    await runs.confirm(by, id, 1);
    await worker.work(id);
    expect(await runs.get(id)).toMatchObject({ status: 'applied', failed: 0 });
    expect(await opened()).toEqual([{ by: '王五', seat: '产品导入“改价.csv”' }]);
  });

  it('may come first: the full file fills in the rest, and ends as in the other order', async () => {
    expect(await imports.run(PRICES)).toMatchObject({ created: 3, failed: 0 });
    expect((await goods())[0]).toMatchObject({
      grams: null,
      description: '',
      demo: false,
      stock: 0,
      kind: 'enterprise',
    });
    for (const round of ['updated', 'unchanged'])
      expect(await imports.run(FULL)).toMatchObject({ [round]: 3, failed: 0 });
    const full = await goods();
    for (const round of ['updated', 'unchanged']) expect(await imports.run(PRICES)).toMatchObject({ [round]: 3 });
    expect(besidesPrice(await goods())).toEqual(besidesPrice(full));
    expect(prices(await goods())).toEqual([7_800, 4_180, 13_200]);
    expect(full[0]).toMatchObject({ grams: 1_000, channels: ['agencies', 'schools'], stock: 100, demo: true });
  });

  it('may lack category and price of what is known, not of what is new', async () => {
    await imports.run(FULL);
    const before = await goods();
    expect(await run('库存', '55')).toMatchObject({ updated: 1, failed: 0 });
    expect(await goods()).toEqual(before.map((row) => (row['sku'] === '500g/袋' ? { ...row, stock: 55 } : row)));
    const path = join(folder, 'new.csv');
    await writeFile(path, `${KEY},库存\n${GOODS.replace('500g', '250g')},5\n${GOODS.replace('刺梨干', '新品')},5\n`);
    expect(await imports.run({ path })).toMatchObject({
      created: 0,
      errors: [
        { row: 2, column: '单价元' },
        { row: 3, column: '分类' },
      ],
    });
    expect(await test.db.query('SELECT 1 FROM product')).toHaveLength(2);
  });

  it('leaves what a blank cell stands for, and empties what 清空 stands for', async () => {
    await imports.run(FULL);
    const [, before] = await goods();
    const columns = '净含量克,市场价元,渠道,描述,演示,来源';
    expect(await run(columns, ',,,,,')).toMatchObject({ unchanged: 1, failed: 0 });
    expect((await goods())[1]).toEqual(before);
    expect(await run(columns, '清空,清空,清空,清空,清空,清空')).toMatchObject({ updated: 1, failed: 0 });
    expect((await goods())[1]).toEqual({
      ...before,
      grams: null,
      market: null,
      channels: [],
      description: '',
      demo: false,
      marks: [],
      source: null,
    });
    expect(await run('单价元', '清空')).toMatchObject({ errors: [{ row: 2, column: '单价元' }] });
  });
});

describe('certificates', () => {
  it('are neither given nor taken nor changed by a file, and each row that tries is told so', async () => {
    expect(await imports.run(FULL)).toMatchObject({
      created: 3,
      notices: [
        { row: 2, column: '供应商', reason: expect.stringContaining('已准入') },
        ...[2, 3, 4].map((row) => ({ row, column: '证书编号', reason: expect.stringContaining('不改变证书') })),
      ],
    });
    expect(await certificates()).toEqual([]);
    expect((await goods()).map((row) => row['certificate'])).toEqual([null, null, null]);
    await certify();
    const [before, papers] = [await goods(), await certificates()];
    for (const cells of ['演示-CASE-0001,,', '认定-案例菌菇礼盒,,', ',2035-01-01,', ',,9999', '认定-案例金刺梨干,,8']) {
      expect(await run('证书编号,有效期止,带动户数', cells)).toMatchObject({ unchanged: 1, notices: [{ row: 2 }] });
    }
    // What is so already needs no word.
    expect(await run('证书编号,有效期止,带动户数', '认定-案例金刺梨干,2029-01-01,7')).toMatchObject({ notices: [] });
    expect(await run('证书编号', '清空')).toMatchObject({ unchanged: 0, errors: [{ row: 2, column: '证书编号' }] });
    expect(await goods()).toEqual(before);
    expect(await certificates()).toEqual(papers);
  });

  it('come with the first stock of a market alone, for the goods that it makes', async () => {
    const firstStock = new FirstStock();
    expect(await imports.run(FULL, { firstStock })).toMatchObject({ created: 3, failed: 0, notices: [] });
    expect((await goods()).map((row) => row['shown'])).toEqual(['演示-CASE-0001', '演示-CASE-0001', '演示-CASE-0002']);
    expect([firstStock.suppliers.size, firstStock.products.size, firstStock.certificates.size]).toEqual([1, 2, 2]);
    await test.db.query("UPDATE certificate SET status = 'withdrawn' WHERE number = '演示-CASE-0001'");
    const [before, papers] = [await goods(), await certificates()];
    // Another first stock finds goods of somebody else.
    expect(await imports.run(FULL, { firstStock: new FirstStock() })).toMatchObject({
      created: 0,
      errors: [2, 3, 4].map((row) => ({ row, column: '供应商' })),
    });
    expect(await goods()).toEqual(before);
    expect(await certificates()).toEqual(papers);
  });
});
