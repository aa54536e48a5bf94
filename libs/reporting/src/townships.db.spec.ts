import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CategoryTree, PriceSpread, ProductLists, refreshListings, ShelfFilters } from '@yigou/catalogue';
import { CountyPage, SupplierProfile } from '@yigou/contracts';
import { EVERYWHERE } from '@yigou/identity';
import { newId } from '@yigou/kernel';
import { PolicyParameters } from '@yigou/platform';
import { RegionDirectory } from '@yigou/regions';
import { aCarriedHousehold, aMechanism, aScannedLicence } from '@yigou/suppliers/testing';
import { countStatements, createTestDatabase, type TestDatabase } from '@yigou/testing';
import ExcelJS from 'exceljs';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ConsoleTables } from './console-tables';
import { CountyPages } from './county-pages';
import { Dashboards } from './dashboards';
import { Exports } from './exports';
import { SupplierPages } from './supplier-pages';
import { GANSU_COUNTY, HUBEI_COUNTY, TradeRows } from './testing/trade-rows';

const TOWN = { regionPrefix: GANSU_COUNTY, township: '城关镇' };
let test: TestDatabase;
let tables: ConsoleTables;
let names: string[];
let market: TradeRows;

/** One supplier in the township, one in another of the county, one of the same name in another county; each with a certificate, a product and a sale. */
beforeAll(async () => {
  test = await createTestDatabase();
  market = new TradeRows(test.db);
  tables = new ConsoleTables(test.db);
  names = [];
  for (const [name, region, township] of [
    ['本镇社', GANSU_COUNTY, '城关镇'],
    ['邻镇社', GANSU_COUNTY, '成县镇'],
    ['外县社', HUBEI_COUNTY, '城关镇'],
  ] as const) {
    const supplierId = await market.supplier(region, name);
    await test.db.query('UPDATE supplier_file SET township = $2 WHERE supplier_id = $1', [supplierId, township]);
    await market.certificate(supplierId, { region });
    // What grows in the township's county, also from the supplier of the other one.
    const product = await market.product(supplierId, { region: GANSU_COUNTY });
    await market.order(product, { region: GANSU_COUNTY, status: 'completed' });
    names.push(name);
  }
});
afterAll(() => test.close());

const page = { limit: 50, order: 'desc' } as const;
const suppliersOf = (rows: { items: readonly { supplierName: string }[] }) => rows.items.map((row) => row.supplierName);

describe('a township’s office', () => {
  it('sees its township’s suppliers, certificates and products, not its county’s', async () => {
    expect((await tables.suppliers(TOWN, page)).items.map((row) => row.name)).toEqual(['本镇社']);
    expect(suppliersOf(await tables.certificates(TOWN, page))).toEqual(['本镇社']);
    expect(suppliersOf(await tables.products(TOWN, page))).toEqual(['本镇社']);
    expect((await tables.suppliers({ ...TOWN, township: null }, page)).total).toBe(2);
  });

  it('exports the same', async () => {
    const exports = new Exports(test.db);
    for (const kind of ['suppliers', 'certificates', 'products', 'orders'] as const) {
      const rows = async (scope: typeof TOWN | typeof EVERYWHERE) => {
        const output = new PassThrough();
        const [, file] = await Promise.all([exports.admin(kind, scope, {}).write(output), buffer(output)]);
        const book = new ExcelJS.Workbook();
        await book.xlsx.load(file as unknown as ArrayBuffer);
        const text = JSON.stringify(book.worksheets[0]?.getSheetValues());
        return names.filter((name) => text.includes(name));
      };
      expect(await rows(TOWN)).toEqual(['本镇社']);
      expect(await rows(EVERYWHERE)).toEqual(names);
    }
  });

  it('has the figures of its township on its start page', async () => {
    const dashboards = new Dashboards(test.db, new PolicyParameters(test.db));
    const { totals } = await dashboards.administration(TOWN, { days: 30 });
    expect(totals).toMatchObject({ suppliers: 1, products: 1, certificates: 1, orders: 1 });
    const county = await dashboards.administration({ ...TOWN, township: null }, { days: 30 });
    expect(county.totals).toMatchObject({ suppliers: 2, products: 3, certificates: 2, orders: 3 });
  });
});

describe('what everybody reads of a county and of a supplier', () => {
  const JINGNING = '620826';
  let counties: CountyPages;
  let suppliers: SupplierPages;
  let own: string;
  let guest: string;
  let waiting: string;
  const SECRETS = ['王守信', '13900000001', '保密路 7 号', '赵家洼', '6222', '张*'];

  beforeAll(async () => {
    const { db, uow } = test;
    const policy = new PolicyParameters(db);
    const regions = new RegionDirectory(db);
    const lists = new ProductLists(db, new ShelfFilters(new CategoryTree(db), regions, new PriceSpread(db)), policy);
    counties = new CountyPages(db, regions, lists);
    suppliers = new SupplierPages(db, lists);
    own = await market.supplier(JINGNING, '静宁苹果社');
    guest = await market.supplier(HUBEI_COUNTY, '外来收购社');
    waiting = await market.supplier(JINGNING, '还在审核的社');
    await db.query("UPDATE supplier_file SET status = 'county_review' WHERE supplier_id = $1", [waiting]);
    await db.query(
      `UPDATE supplier_file SET legal_person = '王守信', contact = '王守信', phone = '13900000001', address = '保密路 7 号', village = '赵家洼',
         bank_account_last4 = '6222', township = '城川镇', introduction = '村里 40 户一起种苹果。', base_mu = 300 WHERE supplier_id = $1`,
      [own],
    );
    const certificateId = await market.certificate(own, { region: JINGNING, households: 40 });
    await market.certificate(own, { region: JINGNING, status: 'suspended', households: 999 });
    const apples = await market.product(own, { region: JINGNING, stock: 100 });
    const pears = await market.product(guest, { region: JINGNING, stock: 8 });
    await market.product(own, { region: JINGNING, priceFen: null });
    await uow.run((tx) => refreshListings(tx, [apples.productId, pears.productId]));
    for (const status of ['completed', 'completed', 'shipped', 'shipped', 'shipped'] as const)
      await market.order(apples, { region: JINGNING, status });
    await db.query(
      "UPDATE sales_order SET shipped_at = paid_at + interval '30 hours 10 minutes' WHERE supplier_id = $1",
      [own],
    );
    await market.order(apples, { region: JINGNING, status: 'pending_payment' });
    await market.order(pears, { region: JINGNING, status: 'completed', daysAgo: 500 });
    const clerk = await market.buyer();
    await aScannedLicence(db, clerk, { supplierId: own, number: '92620826MA0000000X', holder: '王守信' });
    await aScannedLicence(db, clerk, { supplierId: own, kind: 'organic', number: '过期的', validTo: '2020-01-01' });
    const { id: mechanismId } = await aMechanism(db, { supplierId: own });
    for (const status of ['confirmed', 'declared', 'disputed'] as const)
      await aCarriedHousehold(db, { mechanismId, status });
    await db.query(
      `INSERT INTO batch (id, number, supplier_id, certificate_id, harvested_on, quantity_grams, inspection)
       VALUES ($1, 'PC-1', $2, $3, '2026-09-20', 5000000, '农残未检出')`,
      [newId(), own, certificateId],
    );
  });

  it('says of a county what grows there and is left, who sells it, what is certified, and what sold in which month', async () => {
    await counties.view(HUBEI_COUNTY);
    let page: CountyPage | undefined;
    const count = async () => {
      page = CountyPage.parse(await counties.view(JINGNING));
    };
    expect(await countStatements(count)).toBe(2);
    // Figures are kept for half a minute; prices and stock are not.
    expect(await countStatements(count)).toBe(1);
    expect(page).toMatchObject({
      county: { code: JINGNING, name: '静宁县' },
      poverty: true,
      figures: { products: 2, suppliers: 2, certificates: 1, households: 40 },
      categories: [{ slug: 'grain', productCount: 2 }],
      certificates: [{ supplierId: own, supplierName: '静宁苹果社', households: 40 }],
    });
    expect(page?.suppliers.map(({ name, certificates }) => [name, certificates])).toEqual(
      expect.arrayContaining([
        ['静宁苹果社', 1],
        ['外来收购社', 0],
      ]),
    );
    expect(page?.harvest.map(({ stockGrams }) => stockGrams)).toEqual(
      [...(page?.harvest ?? [])].map(({ stockGrams }) => stockGrams).sort((a, b) => b - a),
    );
    expect(page?.figures.stockGrams).toBe(page?.harvest.reduce((sum, { stockGrams }) => sum + stockGrams, 0));
    expect(page?.products).toHaveLength(2);
    expect(page?.months).toHaveLength(12);
    // Two pieces of ¥10.00 with freight of ¥5.00 each; what nobody paid and what is older than a year is no sale of these months.
    expect(page?.months.at(-1)).toMatchObject({ orders: 5, salesFen: 5 * 2_500 });
    expect(page?.months.reduce((sum, { orders }) => sum + orders, 0)).toBe(5);
  });

  it('has no page for what is no county', async () => {
    for (const code of ['620000', '620800', '999999'])
      await expect(counties.view(code)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('says of a supplier what it may and what it carries, and nothing about persons', async () => {
    let page: SupplierProfile | undefined;
    const count = async () => {
      page = SupplierProfile.parse(await suppliers.view(own));
    };
    expect(await countStatements(count)).toBe(2);
    expect(page).toMatchObject({
      supplier: { id: own, name: '静宁苹果社', kind: 'cooperative', county: { code: JINGNING } },
      sells: true,
      story: { introduction: '村里 40 户一起种苹果。', baseMu: 300, township: '城川镇' },
      licences: [{ kind: 'business_licence', number: '92620826MA0000000X', validTo: null }],
      figures: { products: 1, certificates: 1, households: 40, linked: 2, confirmed: 1, batches: 1 },
      mechanisms: [{ kind: 'contract_farming', households: 2 }],
      batches: [{ number: 'PC-1', quantityGrams: 5_000_000, inspection: '农残未检出' }],
      service: { orders: 5, completed: 2, unsent: 0, shipHours: 31, inspections: 0 },
    });
    for (const secret of SECRETS) expect(JSON.stringify(page)).not.toContain(secret);
  });

  it('tells no middle of few orders, and no story of who may not sell', async () => {
    await test.db.query("UPDATE supplier_file SET status = 'frozen' WHERE supplier_id = $1", [guest]);
    expect(await suppliers.view(guest)).toMatchObject({
      sells: false,
      story: null,
      service: { orders: 0, shipHours: null },
    });
  });

  it('has no page of who waits for admission, of another organisation, or of nobody', async () => {
    for (const id of [waiting, newId()]) await expect(suppliers.view(id)).rejects.toMatchObject({ code: 'not_found' });
  });
});
