import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EVERYWHERE } from '@yigou/identity';
import { PolicyParameters } from '@yigou/platform';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import ExcelJS from 'exceljs';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ConsoleTables } from './console-tables';
import { Dashboards } from './dashboards';
import { Exports } from './exports';
import { GANSU_COUNTY, HUBEI_COUNTY, TradeRows } from './testing/trade-rows';

const TOWN = { regionPrefix: GANSU_COUNTY, township: '城关镇' };
let test: TestDatabase;
let tables: ConsoleTables;
let names: string[];

/** One supplier in the township, one in another of the county, one of the same name in another county; each with a certificate, a product and a sale. */
beforeAll(async () => {
  test = await createTestDatabase();
  const market = new TradeRows(test.db);
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
