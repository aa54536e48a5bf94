import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditLog } from '@yigou/audit';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import ExcelJS from 'exceljs';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type ExportFile, Exports, MAX_EXPORT_ROWS } from './exports';
import { GANSU_COUNTY, HUBEI_COUNTY, TradeRows } from './testing/trade-rows';

let test: TestDatabase;
let exports: Exports;
let supplierId: string;
const NATIONAL = { regionPrefix: '', township: null };
const EVIL = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1', ' =cmd|x'];

beforeAll(async () => {
  test = await createTestDatabase();
  exports = new Exports(test.db);
  const market = new TradeRows(test.db);
  supplierId = await market.supplier(GANSU_COUNTY, '=HYPERLINK("http://evil.test")');
  const other = await market.supplier(HUBEI_COUNTY, '湖北合作社');
  const product = await market.product(supplierId, { priceFen: 1999 });
  await market.order(product, { productName: '花生 & <米>' });
  for (const receiver of EVIL) await market.order(product, { receiver });
  await market.order(await market.product(other, { region: HUBEI_COUNTY }), { region: HUBEI_COUNTY });
});
afterAll(() => test.close());

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
/** Bytes that are held on to. What the process has from the system says more of when it was last swept, and of who shares it. */
function living(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function readBack(file: ExportFile): Promise<{ sheet: ExcelJS.Worksheet; written: number }> {
  const output = new PassThrough();
  const [bytes, written] = await Promise.all([buffer(output), file.write(output)]);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as never);
  return { sheet: book.worksheets[0] as ExcelJS.Worksheet, written };
}
function columnOf(sheet: ExcelJS.Worksheet, title: string): number {
  return (sheet.getRow(1).values as string[]).indexOf(title);
}
function valuesOf(sheet: ExcelJS.Worksheet, title: string): unknown[] {
  const column = columnOf(sheet, title);
  expect(column).toBeGreaterThan(0);
  return Array.from({ length: sheet.rowCount - 1 }, (_, index) => sheet.getRow(index + 2).getCell(column).value);
}
const ORDERS = { sort: 'newest', limit: 24, status: undefined } as const;

describe('exports', () => {
  it('of the certified catalogue say what was certified at which price, formulas neutralised, and not where the row came from', async () => {
    const id = await new TradeRows(test.db).certificate(supplierId);
    await test.db.query(
      `UPDATE certificate SET scope = $2, issued_by = '=1+1', source_url = 'https://example.org' WHERE id = $1`,
      [
        id,
        JSON.stringify([
          { name: '礼盒装', netWeightGrams: 2500, priceFen: 3980 },
          { name: '散装', netWeightGrams: 500, priceFen: 5 },
        ]),
      ],
    );
    const { sheet } = await readBack(exports.openCertificates({ region: '620000', status: 'valid' }));
    expect(valuesOf(sheet, '认定规格与价格')).toEqual(['礼盒装 2500克 39.80元；散装 500克 0.05元']);
    expect(valuesOf(sheet, '发证机关')).toEqual(["'=1+1"]);
    expect(valuesOf(sheet, '供应商')).toEqual([`'=HYPERLINK("http://evil.test")`]);
    expect(sheet.getRow(1).values).not.toContain('来源');
    expect([valuesOf(sheet, '状态'), valuesOf(sheet, '演示数据')]).toEqual([['有效'], ['否']]);
    await test.db.query(`UPDATE certificate SET demo = true, demo_fields = '{证书编号,有效期止}' WHERE id = $1`, [id]);
    const demo = (await readBack(exports.openCertificates({ region: '620000', status: 'valid' }))).sheet;
    expect(['状态', '演示数据', '演示补充的内容'].map((title) => valuesOf(demo, title))).toEqual([
      ['演示（有效）'],
      ['是'],
      ['证书编号、有效期止'],
    ]);
    const none = await readBack(exports.openCertificates({ region: '420000' }));
    expect(none.written).toBe(0);
  });

  it('come back from the file as they went in: Chinese headers, yuan, times of China, frozen header, filter', async () => {
    const { sheet, written } = await readBack(exports.supplierOrders(supplierId, ORDERS));
    expect(written).toBe(EVIL.length + 1);
    expect(sheet.rowCount).toBe(written + 1);
    expect(sheet.name).toBe('订单');
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(sheet.autoFilter).toBeTruthy();
    expect(new Set(valuesOf(sheet, '实付（元）'))).toEqual(new Set([44.98]));
    expect(sheet.getRow(2).getCell(columnOf(sheet, '实付（元）')).numFmt).toBe('#,##0.00');
    expect(valuesOf(sheet, '商品')).toContain('花生 & <米> 500克 × 2');
    expect(new Set(valuesOf(sheet, '状态'))).toEqual(new Set(['待发货']));
    const [row] = await test.db.query<{ at: string }>(
      `SELECT to_char(max(created_at) AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') AS at FROM sales_order WHERE supplier_id = $1`,
      [supplierId],
    );
    expect((valuesOf(sheet, '下单时间')[0] as Date).toISOString().replace('T', ' ')).toContain(row?.at);
  });

  it('hold no cell that a spreadsheet would run', async () => {
    const { sheet } = await readBack(exports.supplierOrders(supplierId, ORDERS));
    const receivers = valuesOf(sheet, '收货人') as string[];
    for (const evil of EVIL) {
      // XML reads a lone carriage return as a line feed.
      expect(receivers.map((text) => text.replace(/[\r\n]/g, '\n'))).toContain(`'${evil.replace('\r', '\n')}`);
    }
    sheet.eachRow((row) =>
      row.eachCell((cell) => {
        expect(cell.formula).toBeUndefined();
        if (typeof cell.value === 'string') expect(cell.value).not.toMatch(/^[\s]*[=+\-@＝＋－＠]|^[\t\r\n]/);
      }),
    );
  });

  it('stay within the supplier and the region', async () => {
    const { sheet } = await readBack(exports.admin('orders', { regionPrefix: HUBEI_COUNTY, township: null }, {}));
    expect(valuesOf(sheet, '供应商')).toEqual(['湖北合作社']);
    expect(columnOf(sheet, '电话')).toBe(-1);
    const outside = await readBack(
      exports.admin('orders', { regionPrefix: HUBEI_COUNTY, township: null }, { region: GANSU_COUNTY }),
    );
    expect(outside.written).toBe(0);
    const none = await readBack(exports.admin('orders', NATIONAL, { status: ['expired'] }));
    const some = await readBack(exports.admin('orders', NATIONAL, {}));
    expect([none.written, some.written > 0]).toEqual([0, true]);
    const own = await readBack(exports.supplierOrders(supplierId, { ...ORDERS, q: '湖北' }));
    expect(own.written).toBe(0);
    const named = await readBack(exports.admin('orders', NATIONAL, { q: '湖北' }));
    expect(valuesOf(named.sheet, '供应商')).toEqual(['湖北合作社']);
  });

  it.each(['suppliers', 'certificates', 'products', 'orders', 'payments', 'audit'] as const)(
    'write every kind: %s',
    async (kind) => {
      await new AuditLog().record(test.db, {
        actor: null,
        action: 'catalogue.photo_added',
        subjectKind: 'product',
        subjectId: 'c',
        summary: '=1',
      });
      const file = exports.admin(kind, NATIONAL, {});
      expect(file.fileName).toMatch(/^益购-\p{Script=Han}+-\d{8}\.xlsx$/u);
      const { sheet, written } = await readBack(file);
      expect(sheet.rowCount).toBe(written + 1);
      expect(sheet.getRow(1).getCell(1).value).toMatch(/\p{Script=Han}/u);
      // Codes are for machines: people read the label that the screen shows too.
      if (kind === 'audit') expect([4, 5].map((at) => sheet.getRow(2).getCell(at).value)).toEqual(['上传图片', '产品']);
    },
  );

  it('give the connection back when the reader goes away', async () => {
    const output = new PassThrough();
    const writing = exports.admin('orders', NATIONAL, {}).write(output);
    output.destroy();
    await expect(writing).rejects.toThrow();
    expect(test.db.pool.totalCount - test.db.pool.idleCount).toBe(0);
    expect((await readBack(exports.admin('orders', NATIONAL, {}))).written).toBeGreaterThan(0);
  });

  it('end at 100,000 rows, say so, and keep memory flat', async () => {
    await test.db.query(
      `INSERT INTO audit_entry (id, actor_name, action, subject_kind, subject_id, summary)
       SELECT gen_random_uuid(), '系统', 'bulk', 'x', i::text, repeat('字', 60) FROM generate_series(1, $1::int) AS i`,
      [MAX_EXPORT_ROWS + 5],
    );
    const output = new PassThrough();
    const before = living();
    let [peak, bytes, weighed] = [0, 0, 0];
    output.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes < weighed + 2 ** 21) return;
      weighed = bytes;
      peak = Math.max(peak, living());
    });
    expect(await exports.admin('audit', NATIONAL, { q: 'bulk' }).write(output)).toBe(MAX_EXPORT_ROWS);
    expect(bytes).toBeGreaterThan(1_000_000);
    expect((peak - before) / 2 ** 20).toBeLessThan(100);
  }, 120_000);
});

describe('how many are written at once', () => {
  it('is counted as it is asked, so that of many who ask at once none slips through; one that is not written gives its place back', async () => {
    const own = new Exports(test.db);
    const asked = () => own.admin('suppliers', NATIONAL, {});
    const taken = [asked(), asked(), asked()];
    expect(asked).toThrow(expect.objectContaining({ code: 'rate_limited' }));
    taken[0]?.drop?.();
    const output = new PassThrough();
    await Promise.all([asked().write(output), buffer(output)]);
    expect(asked).not.toThrow();
    expect(asked).toThrow(expect.objectContaining({ code: 'rate_limited' }));
  });
});
