import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ImportColumns, SeatedCaller } from '@yigou/identity';
import { anOffice, memberOf } from '@yigou/identity/testing';
import { newId } from '@yigou/kernel';
import { aClaim, createTestDatabase, type TestDatabase } from '@yigou/testing';
import ExcelJS from 'exceljs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { comparableName, IMPORT_COLUMNS } from '@yigou/contracts';
import { aCategory } from '../testing';
import { importsOf } from '../testing/imports';
import { FirstStock } from './first-stock';
import { ImportProducts } from './import-products';
import type { ImportRefusals } from './import-refusals';
import type { ImportRuns } from './import-runs';
import type { WorkImport } from './work-import';

let test: TestDatabase;
let imports: ImportProducts;
let folder: string;

beforeAll(async () => {
  test = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'yigou-import-test-'));
  await aCategory(test.db, 'fruit', { name: '水果', position: 1 });
  await aCategory(test.db, 'tea', { name: '茶叶', position: 2 });
  await test.db.query(
    "INSERT INTO region_code_change (old_code, new_code, reason) VALUES ('130199', '130125', '测试')",
  );
  ({ imports } = importsOf(test, join(folder, 'store')));
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

type Cells = Partial<Record<(typeof IMPORT_COLUMNS)[number], string>>;
let serial = 0;
beforeEach(() => {
  serial += 1;
});

const row = (cells: Cells = {}): Cells => ({
  县代码: '130125',
  供应商: `合作社${serial}`,
  供应商类型: '合作社',
  产品: '葡萄',
  分类: '水果',
  规格: '500g',
  净含量克: '500',
  单价元: '19.8',
  库存: '100',
  证书编号: `证-${serial}`,
  有效期起: '2025-01-01',
  有效期止: '2030-01-01',
  带贫机制: '就业务工;土地流转',
  ...cells,
});
const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const csv = (rows: Cells[]) =>
  [
    IMPORT_COLUMNS.join(','),
    ...rows.map((cells) => IMPORT_COLUMNS.map((column) => cell(cells[column] ?? '')).join(',')),
  ].join('\n');
async function file(content: string | Buffer, name = `${newId()}.csv`): Promise<{ path: string }> {
  const path = join(folder, name);
  await writeFile(path, content);
  return { path };
}
const run = async (rows: Cells[]) => imports.run(await file(csv(rows)));
const counts = () =>
  test.db.query(`SELECT (SELECT count(*) FROM stock_movement) AS moves, (SELECT count(*) FROM price_change) AS prices,
    (SELECT sum(version) FROM product) AS versions, (SELECT sum(version) FROM certificate) AS certificates,
    (SELECT count(*) FROM organisation) AS suppliers, (SELECT sum(uses) FROM search_word) AS words`);

const aboutGoods = <Row extends { reason: string }>(notices: readonly Row[]) =>
  notices.filter(({ reason }) => !reason.startsWith('导入不改变证书'));

describe('an import', () => {
  it('makes suppliers, products, SKUs, certificates, stock and listings, and changes nothing the second time', async () => {
    const rows = [
      row(),
      row({ 规格: '1kg', 净含量克: '1000', 单价元: '35' }),
      row({ 产品: '绿茶', 分类: 'tea', 证书编号: '', 库存: '' }),
    ];
    expect(await run(rows)).toMatchObject({ rowsTotal: 3, rowsDone: 3, created: 3, updated: 0, failed: 0, errors: [] });
    const before = await counts();
    expect(await run(rows)).toMatchObject({ created: 0, updated: 0, unchanged: 3, failed: 0 });
    expect(await counts()).toEqual(before);
    const listed = await test.db.query(
      'SELECT name, price_fen AS price, cardinality(sku_ids) AS skus FROM listing WHERE supplier_name = $1 ORDER BY name',
      [`合作社${serial}`],
    );
    expect(listed).toEqual(
      expect.arrayContaining([
        { name: '葡萄', price: 1980, skus: 2 },
        { name: '绿茶', price: 1980, skus: 1 },
      ]),
    );
  });

  it('records a changed price and moves the stock by the difference', async () => {
    await run([row()]);
    expect(await run([row({ 单价元: '21', 库存: '80' })])).toMatchObject({ updated: 1, created: 0 });
    const [sku] = await test.db.query(
      `SELECT k.price_fen AS price, s.on_hand AS stock, (SELECT array_agg(delta ORDER BY at, m.id) FROM stock_movement m WHERE m.sku_id = k.id) AS moves,
         (SELECT array_agg(price_fen ORDER BY at, c.id) FROM price_change c WHERE c.sku_id = k.id) AS prices
       FROM sku k JOIN stock s ON s.sku_id = k.id JOIN product p ON p.id = k.product_id JOIN organisation o ON o.id = p.supplier_id WHERE o.name = $1`,
      [`合作社${serial}`],
    );
    expect(sku).toMatchObject({ price: 2100, stock: 80, moves: [100, -20] });
    expect((sku as { prices: (string | number)[] }).prices.map(Number)).toEqual([1980, 2100]);
  });

  it('knows one supplier, product and packing in every spelling, and says so', async () => {
    const named = `乙社${serial}（演示）`;
    const spellings = [
      named,
      `乙社${serial}(演示)`,
      `${named}\u200B`,
      `\u202A${named}\u202C`,
      `乙社${serial} 【演示】`,
    ];
    const rows = spellings.map((supplier, at) => row({ 供应商: supplier, 产品: `果${at}`, 证书编号: '' }));
    const summary = await run(rows);
    expect(summary).toMatchObject({ created: 5, failed: 0 });
    expect(aboutGoods(summary.notices).map(({ row: at, reason }) => [at, reason.slice(0, 5)])).toEqual([
      [2, '新供应商“'],
      [3, '按已有供应'],
      [6, '按已有供应'],
    ]);
    expect(await test.db.query(`SELECT name FROM organisation WHERE name LIKE '乙社${serial}%'`)).toEqual([
      { name: named },
    ]);
    const again = row({ 供应商: named, 产品: '果０', 规格: '0.5千克', 证书编号: '', 单价元: '20' });
    expect(await run([again])).toMatchObject({ updated: 1, created: 0, notices: [{}, { column: '规格' }] });
    const twice = await run([again, { ...again, 规格: '５００ g' }]);
    expect(twice).toMatchObject({ unchanged: 1, failed: 1, errors: [{ row: 3, column: '规格' }] });
    const skus = `SELECT k.name FROM sku k JOIN product p ON p.id = k.product_id WHERE p.name = '果0'`;
    expect(await test.db.query(skus)).toEqual([{ name: '500g' }]);
  });

  it('compares names in the database as in TypeScript', async () => {
    const names = ['甲 社【演示】', '\u202AＡ·b\u200B〔x〕', '阿卜杜•演示江', '\u00ADa\u2060b\u3164', '（甲）\u3000乙'];
    expect(await test.db.query('SELECT comparable_name(n) AS n FROM unnest($1::text[]) AS n', [names])).toEqual(
      names.map((name) => ({ n: comparableName(name) })),
    );
  });

  it('knows a SKU again by the seller’s code, whatever the row calls it; a barcode has its check digit', async () => {
    const coded = (cells: object) => [{ ...row({ 证书编号: '', ...cells }) }];
    const file1 = async (rows: Record<string, string>[]) =>
      imports.run(
        await file(
          [...new Set(rows.flatMap((one) => Object.keys(one)))].join(',') +
            '\n' +
            rows.map((one) => Object.values(one).map(cell).join(',')).join('\n'),
        ),
      );
    const withCode = (code: string, cells: Cells = {}) =>
      coded(cells).map((one) => ({ ...one, 条形码: code }) as Record<string, string>);
    expect(await file1(withCode('6901234567892'))).toMatchObject({ created: 1, failed: 0 });
    const renamed = await file1(withCode('6901234567892', { 产品: '别的名字', 规格: '一大袋', 单价元: '21' }));
    expect(renamed).toMatchObject({ created: 0, updated: 1, notices: [{ column: '商家编码' }, {}] });
    expect(await file1(withCode('6901234567890', { 产品: '三' }))).toMatchObject({
      failed: 1,
      errors: [{ column: '商家编码', reason: expect.stringContaining('校验位') }],
    });
  });

  it('R17: stops a price that leaps by ten or more, until the file says why', async () => {
    await run([row()]);
    for (const price of ['198', '1980', '1.98'])
      expect(await run([row({ 单价元: price, 库存: '7' })])).toMatchObject({
        updated: 0,
        errors: [{ row: 2, column: '单价元', reason: expect.stringContaining('小数点') }],
      });
    const said = `${IMPORT_COLUMNS.join(',')},价格说明\n${csv([row({ 单价元: '198' })]).split('\n')[1]},改为礼盒装\n`;
    expect(await imports.run(await file(said))).toMatchObject({ updated: 1, failed: 0 });
    expect(await test.db.query('SELECT reason, verdict FROM price_flag ORDER BY id DESC LIMIT 1')).toEqual([
      { reason: '改为礼盒装', verdict: 'decimal_slip' },
    ]);
  });

  it('never takes stock below what orders hold, and leaves that row alone', async () => {
    await run([row()]);
    await test.db.query(
      `UPDATE stock SET reserved = 60 WHERE sku_id IN (SELECT k.id FROM sku k JOIN product p ON p.id = k.product_id
         JOIN organisation o ON o.id = p.supplier_id WHERE o.name = $1)`,
      [`合作社${serial}`],
    );
    const summary = await run([row({ 库存: '59', 单价元: '1' }), row({ 规格: '另' })]);
    expect(summary).toMatchObject({ created: 1, failed: 1, errors: [{ row: 2, column: '库存' }] });
    expect(await run([row({ 库存: '60' })])).toMatchObject({ updated: 1, failed: 0 });
  });

  it('reports each bad row with row, column and reason, and takes the rest', async () => {
    const summary = await run([
      row({ 描述: '一种说法' }),
      row({ 产品: '二', 分类: '没有的', 证书编号: '' }),
      row({ 产品: '三', 县代码: '999999', 证书编号: '' }),
      row({ 产品: '四', 单价元: '19.999', 证书编号: '' }),
      row({ 产品: '五', 单价元: '0', 证书编号: '' }),
      row({ 产品: '六', 库存: '-1', 证书编号: '' }),
      row({ 产品: '', 证书编号: '' }),
      row({ 产品: '八', 有效期止: '2024-02-30' }),
      row({ 产品: '九', 带贫机制: '送温暖', 证书编号: '' }),
      row(),
      row({ 规格: '大', 描述: '另一种说法' }),
      row({ 产品: '十二', 库存: '清空' }),
      row({ 产品: '十三', 分类: '' }),
      row({ 产品: '十四', 单价元: '' }),
      row({ 产品: '十五', 供应商: `别家${serial}`, 证书编号: '' }),
    ]);
    expect(summary.errors.map((error) => [error.row, error.column])).toEqual([
      [3, '分类'],
      [4, '县代码'],
      [5, '单价元'],
      [6, '单价元'],
      [7, '库存'],
      [8, '产品'],
      [9, '有效期止'],
      [10, '带贫机制'],

      [11, '规格'],
      [12, '描述'],
      [13, '库存'],
      [14, '分类'],
      [15, '单价元'],
    ]);
    for (const error of summary.errors) expect(error.reason).toMatch(/\p{Script=Han}/u);
    expect(summary).toMatchObject({ created: 2, failed: 13 });
  });

  it('takes formula-looking cells as the text they are', async () => {
    await run([row({ 产品: '=cmd|calc', 描述: '@SUM(1)', 规格: '+1' })]);
    expect(
      await test.db.query(
        "SELECT p.description, k.name FROM product p JOIN sku k ON k.product_id = p.id WHERE p.name = '=cmd|calc'",
      ),
    ).toEqual([{ description: '@SUM(1)', name: '+1' }]);
  });

  it('finds places by code, by former code and by name, and wants to know which of two', async () => {
    const named = { 县代码: '', 省份: '河北省', 证书编号: '' };
    const summary = await run([
      row({ 产品: 'a', 县代码: '130199', 证书编号: '' }),
      row({ 产品: 'b', ...named, 县: '行唐县' }),
      row({ 产品: 'c', ...named, 县: '行唐' }),
      row({ 产品: 'd', ...named, 县: '没有县' }),
      row({ 产品: 'e', ...named, 县: '' }),
    ]);
    expect(summary).toMatchObject({
      created: 3,
      errors: [
        { row: 5, column: '县' },
        { row: 6, column: '县代码' },
      ],
    });
    const codes = await test.db.query('SELECT DISTINCT county_code AS code FROM listing WHERE supplier_name = $1', [
      `合作社${serial}`,
    ]);
    expect(codes).toEqual([{ code: '130125' }]);
  });

  it('reads GB 18030 and a byte order mark, columns in any order and quoted line ends', async () => {
    const text = `\uFEFF规格,产品,供应商,分类,单价元,县代码,不认识\n一斤,苹果,合作社${serial},水果,5,130125,x\n\n"两\n斤",苹果,合作社${serial},水果,9,130125,y\n`;
    expect(await imports.run(await file(text))).toMatchObject({ rowsTotal: 2, created: 2 });
    const gbk = Buffer.from([0xc6, 0xbb, 0xb9, 0xfb]); // 苹果
    expect(new TextDecoder('gb18030').decode(gbk)).toBe('苹果');
    const header = await gb18030('供应商,产品,分类,规格,单价元,县代码\n');
    const line = await gb18030('国标社,苹果,水果,一斤,5,130125\n');
    expect(await imports.run(await file(Buffer.concat([header, line])))).toMatchObject({ created: 1, failed: 0 });
  });
});

/** No encoder comes with the platform: the two bytes of each character are found by decoding all of them. */
let table: Map<string, Buffer> | undefined;
async function gb18030(text: string): Promise<Buffer> {
  if (!table) {
    table = new Map();
    const decoder = new TextDecoder('gb18030');
    for (let high = 0x81; high <= 0xfe; high += 1) {
      for (let low = 0x40; low <= 0xfe; low += 1) {
        if (low !== 0x7f) table.set(decoder.decode(Buffer.from([high, low])), Buffer.from([high, low]));
      }
    }
  }
  const known = table;
  return Buffer.concat(
    [...text].map((character) =>
      character < '\x80' ? Buffer.from(character) : (known.get(character) ?? Buffer.from('?')),
    ),
  );
}

describe('an .xlsx file', () => {
  async function workbook(rows: (string | number | Date | object | null)[][]): Promise<Buffer> {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('产品').addRows(rows);
    return Buffer.from(await book.xlsx.writeBuffer());
  }
  const header = ['供应商', '产品', '分类', '规格', '单价元', '库存', '县代码', '证书编号', '有效期起', '有效期止'];

  it('is read with numbers, dates and formulas as they show', async () => {
    const line = [
      `表格社${serial}`,
      '梨',
      '水果',
      '一箱',
      39.8,
      12,
      '130125',
      `表-${serial}`,
      new Date('2025-03-01T00:00:00Z'),
      '2030/3/1',
    ];
    const formula = [
      `表格社${serial}`,
      '桃',
      '水果',
      '一箱',
      { formula: '1+1', result: 2 },
      3,
      '130125',
      null,
      null,
      null,
    ];
    const source = await file(await workbook([header, line, [], formula]), `${newId()}.xlsx`);
    const firstStock = new FirstStock();
    expect(await imports.run(source, { firstStock })).toMatchObject({
      rowsTotal: 2,
      created: 2,
      failed: 0,
      errors: [],
    });
    expect(await imports.run(source)).toMatchObject({ unchanged: 2, notices: [] });
    const rows = await test.db.query('SELECT valid_from AS from, valid_to AS to FROM certificate WHERE number = $1', [
      `表-${serial}`,
    ]);
    expect(rows).toEqual([{ from: '2025-03-01', to: '2030-03-01' }]);
    expect(
      await test.db.query('SELECT name, price_fen AS price FROM listing WHERE supplier_name = $1 ORDER BY price_fen', [
        `表格社${serial}`,
      ]),
    ).toEqual([
      { name: '桃', price: 200 },
      { name: '梨', price: 3980 },
    ]);
  });

  it('names the row of an error as the spreadsheet does', async () => {
    const source = await file(await workbook([header, [], [], ['社', '梨', '没有', '箱', 1, 1, '130125']]));
    expect(await imports.run(source)).toMatchObject({ errors: [{ row: 4, column: '分类' }] });
  });
});

/** A zip file of one deflated entry after the other, with sizes as one likes to state them. */
function zip(entries: { name: string; body: Buffer; claimed?: number }[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, body, claimed = body.length } of entries) {
    const packed = deflateRawSync(body, { level: 9 });
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(claimed, 8);
    const local = Buffer.concat([
      Buffer.from('504b0304140000000800000000000000', 'hex').subarray(0, 14),
      sizes,
      u16(name.length),
      u16(0),
      Buffer.from(name),
    ]);
    const central = Buffer.concat([
      Buffer.from('504b01021400140000000800000000000000', 'hex').subarray(0, 16),
      sizes,
      u16(name.length),
      u16(0),
      u16(0),
      u16(0),
      u16(0),
      u32(0),
      u32(offset),
      Buffer.from(name),
    ]);
    parts.push(local, packed);
    directory.push(central);
    offset += local.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.concat([
    Buffer.from('504b050600000000', 'hex'),
    u16(entries.length),
    u16(entries.length),
    u32(central.length),
    u32(offset),
    u16(0),
  ]);
  return Buffer.concat([...parts, central, end]);
}
const u16 = (n: number) => Buffer.from([n & 255, n >> 8]);
const u32 = (n: number) => {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(n);
  return buffer;
};
const parts = (sheet: Buffer, extra: { name: string; body: Buffer }[] = [], claimed?: number) => [
  {
    name: 'xl/workbook.xml',
    body: Buffer.from('<workbook xmlns:r="r"><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>'),
  },
  {
    name: 'xl/_rels/workbook.xml.rels',
    body: Buffer.from('<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'),
  },
  { name: 'xl/worksheets/sheet1.xml', body: sheet, ...(claimed === undefined ? {} : { claimed }) },
  ...extra,
];

describe('a file that is not what it should be', () => {
  const refused = { code: 'import_file_invalid' };
  const sheet = Buffer.from(
    `<worksheet><sheetData><row r="1">${['供应商', '产品', '分类', '规格', '单价元', '县代码'].map((t) => `<c t="inlineStr"><is><t>${t}</t></is></c>`).join('')}</row></sheetData></worksheet>`,
  );

  it('is read when it is sound', async () => {
    expect(await imports.run(await file(zip(parts(sheet))))).toMatchObject({ rowsTotal: 0, created: 0 });
  });

  it('is refused: zip bombs, stated and hidden', async () => {
    const bomb = Buffer.alloc(200 * 1024 * 1024, 0x20);
    await expect(imports.run(await file(zip(parts(bomb))))).rejects.toMatchObject(refused);
    await expect(imports.run(await file(zip(parts(bomb, [], 1000))))).rejects.toMatchObject(refused);
    const many = Array.from({ length: 2_001 }, (_, i) => ({ name: `a${i}`, body: Buffer.from('x') }));
    await expect(imports.run(await file(zip(many)))).rejects.toMatchObject(refused);
  });

  it('is refused: external entities, macros, broken XML', async () => {
    const entity = Buffer.from('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>&e;</worksheet>');
    await expect(imports.run(await file(zip(parts(entity))))).rejects.toMatchObject(refused);
    await expect(
      imports.run(await file(zip(parts(sheet, [{ name: 'xl/vbaProject.bin', body: Buffer.from('x') }])))),
    ).rejects.toMatchObject(refused);
    await expect(imports.run(await file(zip(parts(Buffer.from('<worksheet><row')))))).rejects.toMatchObject(refused);
  });

  it('is refused: empty, binary, without columns, with a column twice, not there', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    for (const content of [
      '',
      png,
      'a,b\n1,2\n',
      '供应商,产品,分类,规格,单价元,产品\n',
      Buffer.from([0xff, 0xff, 0xff]),
    ]) {
      await expect(imports.run(await file(content))).rejects.toMatchObject(refused);
    }
    await expect(imports.run({ path: join(folder, 'nothing') })).rejects.toMatchObject(refused);
  });

  it('is refused past 100,000 rows before anything is written', async () => {
    const lines = Array.from({ length: 100_001 }, (_, i) => `巨社,产品${i},水果,一斤,5,130125`);
    const source = await file(`供应商,产品,分类,规格,单价元,县代码\n${lines.join('\n')}\n`);
    await expect(imports.run(source)).rejects.toMatchObject({ code: 'import_too_large' });
    expect(await test.db.query("SELECT 1 FROM organisation WHERE name = '巨社'")).toEqual([]);
  });
});

describe('an import in the background', () => {
  let runs: ImportRuns;
  let worker: WorkImport;
  let refusals: ImportRefusals;
  let columns: ImportColumns;
  let by: SeatedCaller;
  beforeAll(async () => {
    ({ runs, worker, refusals, columns, imports } = importsOf(test, join(folder, 'store')));
    by = await aNationalOffice('管理员');
  });
  const upload = (rows: Cells[], fileName = '表.csv') => ({ fileName, file: Buffer.from(csv(rows)) });
  async function previewed(rows: Cells[]) {
    const { id } = await runs.start(by, upload(rows), aClaim());
    await worker.work(id);
    return runs.get(id);
  }
  const asked = (id: string) =>
    test.db.query(
      "SELECT payload FROM outbox WHERE topic = 'catalogue.import_requested' AND payload->>'importId' = $1",
      [id],
    );
  const supplied = () => test.db.query('SELECT 1 FROM organisation WHERE name = $1', [`合作社${serial}`]);

  it('is kept with its event, shows what it would do, writes that once it is confirmed, and does nothing twice', async () => {
    const rows = [row(), row({ 产品: '坏', 分类: '没有' })];
    const claim = aClaim();
    const named = upload(rows, '../../表<1>.csv');
    const started = await runs.start(by, named, claim);
    // A second press: one run and one file are kept. The key of one file is none for another.
    expect(await runs.start(by, named, claim)).toEqual(started);
    expect(await readdir(join(folder, 'store', 'imports'))).toHaveLength(1);
    await expect(runs.start(by, upload([row()], '../../表<1>.csv'), claim)).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
    expect(started).toMatchObject({ status: 'reading', fileName: '....表<1>.csv', preview: null, round: 0 });
    expect(await asked(started.id)).toHaveLength(1);
    const before = await counts();
    await worker.work(started.id);
    const seen = await runs.get(started.id);
    expect(seen).toMatchObject({ status: 'previewed', round: 1, rowsDone: 2, created: 1, failed: 1 });
    expect(seen.preview).toMatchObject({
      reading: { headerRow: 1 },
      newSuppliers: [`合作社${serial}`],
      changes: [{ row: 2, goods: '葡萄 500g', does: ['新增，¥19.80，库存 100'] }],
    });
    // Nothing is written, and a worker that comes again changes nothing.
    await worker.work(started.id);
    expect([await counts(), await runs.get(started.id)]).toEqual([before, seen]);

    await expect(runs.confirm(by, seen.id, 0)).rejects.toMatchObject({ code: 'import_preview_changed' });
    expect(await runs.confirm(by, seen.id, 1)).toMatchObject({ status: 'applying', created: 0 });
    expect(await runs.confirm(by, seen.id, 1)).toMatchObject({ status: 'applying' });
    expect(await asked(seen.id)).toHaveLength(2);
    await Promise.all([worker.work(seen.id), worker.work(seen.id)]);
    const done = await runs.get(seen.id);
    expect(done).toMatchObject({ status: 'applied', rowsTotal: 2, rowsDone: 2, created: 1, failed: 1 });
    expect(done.errors).toMatchObject([{ row: 3, column: '分类' }]);
    await worker.work(seen.id);
    expect(await runs.confirm(by, seen.id, 1)).toEqual(done);
    await expect(runs.discard(by, seen.id)).rejects.toMatchObject({ code: 'import_preview_changed' });
    expect(await runs.list()).toHaveLength(1);
    const nonsense = runs.start(by, { fileName: 'x.csv', file: Buffer.from('nonsense') }, aClaim());
    await expect(nonsense).rejects.toMatchObject({ code: 'import_file_invalid' });
  });

  it('says in words what changes, the greatest leap of a price first, and what of the file it did not read', async () => {
    const three = ['葡萄', '梨', '桃'].map((product) => row({ 产品: product, 证书编号: '', 单价元: '39.8' }));
    await run([...three, row({ 产品: '茶', 分类: '茶叶', 证书编号: '', 单价元: '20' })]);
    const changed = [
      row({ 产品: '茶', 分类: '水果', 证书编号: '', 单价元: '21', 库存: '90' }),
      ...three.map((one) => ({ ...one, 单价元: '198' })),
    ];
    const text = csv(changed).replace('\n', ',备注栏\n').replace(/^/, `产品目录,,\n`) + `\n合计${','.repeat(12)}\n`;
    const { id } = await runs.start(by, { fileName: '价.csv', file: Buffer.from(text) }, aClaim());
    await worker.work(id);
    const { preview, updated, failed } = await runs.get(id);
    expect([updated, failed]).toEqual([4, 0]);
    expect(preview?.prices).toMatchObject([
      { beforeFen: 3980, afterFen: 19_800, goods: 3, example: '葡萄 500g' },
      { beforeFen: 2000, afterFen: 2100, goods: 1 },
    ]);
    expect(preview?.changes[0]?.does).toEqual(['价格 ¥20.00 → ¥21.00', '库存 100 → 90', '修改分类']);
    expect(preview).toMatchObject({ reading: { headerRow: 2 }, newSuppliers: [] });
    expect(preview?.reading.columns.filter(({ column }) => !column)).toEqual([{ written: '备注栏', column: null }]);
    expect(preview?.reading.skipped.map(({ kind }) => kind)).toEqual(['title', 'total']);
  });

  it('gives back all rows that it refused as they were sent, with what is wrong with each; mended they go in', async () => {
    const bad = Array.from({ length: 1_050 }, (_, at) => row({ 产品: `果${at}`, 证书编号: '', 单价元: '面议' }));
    const text = csv([
      row({ 描述: '=1+1, "x"', 证书编号: '', 库存: '-1', 单价元: '0' }),
      row({ 证书编号: '' }),
      ...bad,
    ]);
    const sent = `产品目录\n${text.replace('\n', ',我方货号\n').replaceAll(/\n(?=130125)/g, '\n')}`;
    const { id } = await runs.start(by, { fileName: '价目.csv', file: Buffer.from(sent) }, aClaim());
    await worker.work(id);
    expect(await runs.get(id)).toMatchObject({
      created: 1,
      failed: 1_051,
      hasRefusedRows: true,
      errors: { length: 1_000 },
    });
    const whole = async (one: string) => {
      const { fileName, lines } = await refusals.file(one);
      let said = '';
      for await (const line of lines) said += line;
      return { fileName, said };
    };
    const { fileName, said } = await whole(id);
    expect(fileName).toBe('价目-未通过的行.csv');
    const [header = '', first = '', ...others] = said.trimEnd().split('\r\n');
    expect(header).toBe(`\uFEFF${[...IMPORT_COLUMNS, '我方货号', '原因'].map((name) => `"${name}"`).join(',')}`);
    expect(first).toContain(`"'=1+1, ""x"""`);
    expect(first).toMatch(/"单价元：金额应在.*；库存：请填写.*"$/);
    expect(others).toHaveLength(1_050);
    const mended = [header, first.replace('"0","","=""-1"""', '"5","","1"')].join('\r\n');
    const again = await runs.start(by, { fileName, file: Buffer.from(mended) }, aClaim());
    await worker.work(again.id);
    expect(await runs.get(again.id)).toMatchObject({ created: 1, failed: 0, hasRefusedRows: false });
    await expect(refusals.file(again.id)).rejects.toMatchObject({ code: 'not_found' });
    await runs.discard(by, again.id);
  });

  it('is read in the sender’s own columns once somebody has said which they are, to its end and for its refused rows', async () => {
    const office = await aNationalOffice('别处');
    const text = `社名,货,归类,包,钱,区划\n合作社${serial},葡萄,水果,500g,19.8,130125\n合作社${serial},梨,没有的,500g,5,130125\n`;
    const sent = { fileName: '自有.csv', file: Buffer.from(text) };
    await expect(runs.start(office, sent, aClaim())).rejects.toMatchObject({
      code: 'import_file_invalid',
      details: { reason: expect.stringContaining('缺少列'), reading: { columns: { length: 6 } } },
    });
    const own = { 社名: '供应商', 货: '产品', 归类: '分类', 包: '规格', 钱: '单价元', 区划: '县代码' };
    const said = Object.entries(own).map(([written, column]) => ({ written, column }));
    await columns.remember(office, 'products', said);
    const { id } = await runs.start(office, sent, aClaim());
    // What is said of the next file changes nothing of this one.
    await columns.remember(office, 'products', []);
    await worker.work(id);
    const seen = await runs.get(id);
    expect(seen).toMatchObject({ created: 1, failed: 1, preview: { reading: { remembered: said } } });
    let refused = '';
    for await (const line of (await refusals.file(id)).lines) refused += line;
    expect(refused).toContain('"社名","货","归类","包","钱","区划","原因"');
    await runs.confirm(office, id, seen.round);
    await worker.work(id);
    expect(await runs.get(id)).toMatchObject({ status: 'applied', created: 1, failed: 1 });
    await expect(runs.start(office, sent, aClaim())).rejects.toMatchObject({ code: 'import_file_invalid' });
  });

  it('asks of what is new and called nearly as something else whether it is that, and takes no for an answer', async () => {
    const [known, near] = [`静宁县绿源${serial}果业合作社`, `静宁绿源${serial}果业专业合作社`];
    const one = (cells: Cells) => row({ 证书编号: '', ...cells });
    await run([one({ 供应商: known, 产品: '刺梨干' })]);
    const rows = [
      one({ 供应商: near, 产品: '金刺梨干', 规格: '1kg' }),
      one({ 供应商: near, 产品: '刺梨干', 规格: '500g袋装', 单价元: '20' }),
      one({ 供应商: known, 产品: '绿茶' }),
    ];
    const seen = await previewed(rows);
    expect(seen.preview).toMatchObject({ near: [{ kind: 'supplier', row: 2, written: near, candidates: [known] }] });
    await expect(runs.confirm(by, seen.id, seen.round)).rejects.toMatchObject({ code: 'import_questions_open' });
    const answer =
      (round: number, ...same: (string | null)[]) =>
      async (near: readonly { key: string }[] = []) => {
        const answers = near.map(({ key }, at) => ({ key, same: same[at] ?? null }));
        await runs.answer(by, seen.id, { round, answers });
        await worker.work(seen.id);
        return runs.get(seen.id);
      };
    const changed = { code: 'import_preview_changed' };
    await expect(answer(1, '别的社')(seen.preview?.near)).rejects.toMatchObject(changed);
    await expect(answer(0, known)(seen.preview?.near)).rejects.toMatchObject(changed);
    const second = await answer(1, known)(seen.preview?.near);
    expect(second).toMatchObject({ status: 'previewed', round: 2, preview: { newSuppliers: [] } });
    expect(second.preview?.near).toMatchObject([
      { kind: 'product', row: 2, written: '金刺梨干', of: known, candidates: ['刺梨干'] },
      { kind: 'packing', row: 3, written: '500g袋装', of: '刺梨干', candidates: ['500g'] },
    ]);
    const third = await answer(2, null, '500g')(second.preview?.near);
    expect(third).toMatchObject({ round: 3, created: 2, updated: 1, preview: { near: [] } });
    await runs.confirm(by, third.id, 3);
    await worker.work(third.id);
    expect(await runs.get(third.id)).toMatchObject({ status: 'applied', created: 2, updated: 1, failed: 0 });
    const goods = await test.db.query(
      `SELECT o.name AS supplier, p.name, k.name AS sku FROM product p JOIN organisation o ON o.id = p.supplier_id JOIN sku k ON k.product_id = p.id
       WHERE o.name LIKE '静宁%' ORDER BY p.name COLLATE "C"`,
    );
    expect(goods).toEqual([
      { supplier: known, name: '刺梨干', sku: '500g' },
      { supplier: known, name: '绿茶', sku: '500g' },
      { supplier: known, name: '金刺梨干', sku: '1kg' },
    ]);
  });

  it('is compared anew when the catalogue is no longer as it was shown, and writes nothing that nobody saw', async () => {
    await run([row({ 证书编号: '' })]);
    const seen = await previewed([row({ 证书编号: '', 单价元: '25' })]);
    await run([row({ 证书编号: '', 单价元: '30' })]);
    await runs.confirm(by, seen.id, seen.round);
    await worker.work(seen.id);
    expect(await runs.get(seen.id)).toMatchObject({ status: 'reading' });
    const price = 'SELECT price_fen::int AS fen FROM listing WHERE supplier_name = $1';
    expect(await test.db.query(price, [`合作社${serial}`])).toEqual([{ fen: 3000 }]);
    await worker.work(seen.id);
    const again = await runs.get(seen.id);
    expect(again).toMatchObject({ status: 'previewed', round: 2, preview: { prices: [{ beforeFen: 3000 }] } });
    await expect(runs.confirm(by, seen.id, 1)).rejects.toMatchObject({ code: 'import_preview_changed' });
    await runs.confirm(by, seen.id, 2);
    await worker.work(seen.id);
    expect(await test.db.query(price, [`合作社${serial}`])).toEqual([{ fen: 2500 }]);
  });

  it('goes on where a worker died, batch by batch, and counts each row once', async () => {
    const seen = await previewed(Array.from({ length: 1_100 }, (_, at) => row({ 产品: `果${at}`, 证书编号: '' })));
    await runs.confirm(by, seen.id, seen.round);
    let batches = 0;
    const dying = jest.spyOn(imports, 'run').mockImplementationOnce((source, options = {}) =>
      ImportProducts.prototype.run.call(imports, source, {
        ...options,
        within: async (tx, batch, summary) => {
          if ((batches += 1) > 1) throw new Error('killed');
          await options.within?.(tx, batch, summary);
        },
      }),
    );
    await expect(worker.work(seen.id)).rejects.toThrow('killed');
    dying.mockRestore();
    expect(await runs.get(seen.id)).toMatchObject({ status: 'applying', rowsDone: 500, created: 500 });
    await worker.work(seen.id);
    expect(await runs.get(seen.id)).toMatchObject({ status: 'applied', rowsDone: 1_100, created: 1_100, unchanged: 0 });
  });

  it('is left by whoever does not want it, and then never written', async () => {
    const seen = await previewed([row()]);
    expect(await runs.discard(by, seen.id)).toMatchObject({ status: 'discarded' });
    expect(await runs.discard(by, seen.id)).toMatchObject({ status: 'discarded' });
    await expect(runs.confirm(by, seen.id, 1)).rejects.toMatchObject({ code: 'import_preview_changed' });
    await worker.work(seen.id);
    expect(await supplied()).toEqual([]);
  });

  it('that nobody confirms in the hours of policy ends by itself, and then never writes', async () => {
    const seen = await previewed([row()]);
    expect(Date.parse(seen.expiresAt ?? '') - Date.now()).toBeGreaterThan(71 * 3_600_000);
    expect(await worker.expire()).toBe(0);
    await test.db.query('UPDATE import_run SET expires_at = now() WHERE id = $1', [seen.id]);
    expect(await Promise.all([worker.expire(), worker.expire()]).then((both) => both.toSorted())).toEqual([0, 1]);
    expect(await runs.get(seen.id)).toMatchObject({ status: 'expired', finishedAt: expect.any(String) });
    await expect(runs.confirm(by, seen.id, 1)).rejects.toMatchObject({ code: 'import_preview_changed' });
    await worker.work(seen.id);
    expect(await supplied()).toEqual([]);
  });

  describe('that is undone', () => {
    const plain = (cells: Cells = {}) => row({ 证书编号: '', ...cells });
    async function applied(rows: Cells[]) {
      const { id, round } = await previewed(rows);
      await runs.confirm(by, id, round);
      await worker.work(id);
      return runs.get(id);
    }
    async function undone(id: string) {
      await runs.undo(by, id);
      await worker.work(id);
      return runs.get(id);
    }
    const shelf = () =>
      test.db.query(
        `SELECT p.name, p.status, p.description AS text, k.price_fen::int AS fen, k.net_weight_grams AS grams, k.active, s.on_hand AS stock
         FROM product p JOIN organisation o ON o.id = p.supplier_id JOIN sku k ON k.product_id = p.id JOIN stock s ON s.sku_id = k.id
         WHERE o.name = $1 ORDER BY p.name, k.name`,
        [`合作社${serial}`],
      );
    const listed = () =>
      test.db.query('SELECT name FROM listing WHERE supplier_name = $1 ORDER BY 1', [`合作社${serial}`]);
    const standing = () =>
      test.db.query(
        'SELECT f.status FROM supplier_file f JOIN organisation o ON o.id = f.supplier_id WHERE o.name = $1',
        [`合作社${serial}`],
      );

    it('puts back price, texts and stock, and takes off the shelves what it had made', async () => {
      await run([plain({ 描述: '旧' })]);
      const before = await shelf();
      const { id, undoable } = await applied([
        plain({ 描述: '新', 单价元: '39.8', 库存: '70', 净含量克: '400' }),
        plain({ 产品: '梨' }),
      ]);
      expect(undoable).toBe(true);
      expect(await runs.undoable(id)).toEqual({
        withdrawn: 1,
        restored: 1,
        texts: 1,
        kept: 0,
        stays: [],
        suppliers: [],
      });
      const done = await undone(id);
      expect(done).toMatchObject({
        status: 'undone',
        undoable: false,
        undo: { withdrawn: 1, restored: 1, texts: 1, kept: 0 },
      });
      const pear = { name: '梨', status: 'withdrawn', active: false, stock: 0 };
      expect(await shelf()).toEqual([expect.objectContaining(pear), ...before]);
      expect(await listed()).toEqual([{ name: '葡萄' }]);
      expect(await standing()).toEqual([{ status: 'admitted' }]);
      expect(await undone(id)).toEqual(done);
    });

    it('lets the right file come after the wrong one: what it brings is on sale again, and its supplier admitted', async () => {
      const wrong = await applied([plain({ 单价元: '398' }), plain({ 规格: '1kg', 单价元: '700' })]);
      expect(await runs.undoable(wrong.id)).toMatchObject({ withdrawn: 2, suppliers: [`合作社${serial}`] });
      expect(await undone(wrong.id)).toMatchObject({ undo: { withdrawn: 2, suppliers: [`合作社${serial}`] } });
      expect([await standing(), await listed()]).toEqual([[{ status: 'exited' }], []]);
      const right = await previewed([plain({ 单价元: '39.8', 库存: '5' })]);
      expect(right).toMatchObject({
        created: 1,
        failed: 0,
        preview: { newSuppliers: [`合作社${serial}`], prices: [] },
      });
      await runs.confirm(by, right.id, right.round);
      await worker.work(right.id);
      expect([await standing(), await listed()]).toEqual([[{ status: 'admitted' }], [{ name: '葡萄' }]]);
      expect(await shelf()).toMatchObject([
        { active: false, stock: 0 },
        { active: true, status: 'listed', fen: 3980, stock: 5 },
      ]);
      expect(await undone(right.id)).toMatchObject({ undo: { withdrawn: 1, kept: 0 } });
      expect(await listed()).toEqual([]);
    });

    it('leaves what somebody changed since, and says so; refuses when that is all', async () => {
      await run([plain(), plain({ 产品: '梨' }), plain({ 产品: '桃' })]);
      const { id } = await applied([
        plain({ 单价元: '25' }),
        plain({ 产品: '梨', 库存: '30' }),
        plain({ 产品: '桃', 库存: '40' }),
        plain({ 产品: '杏' }),
      ]);
      const second = await applied([plain({ 单价元: '30' })]);
      const named = (product: string) =>
        `(SELECT k.id FROM sku k JOIN product p ON p.id = k.product_id JOIN organisation o ON o.id = p.supplier_id
          WHERE o.name = '合作社${serial}' AND p.name = '${product}')`;
      await test.db.query(
        `INSERT INTO stock_movement (id, sku_id, delta, reason, reference) VALUES ($1, ${named('梨')}, 5, 'adjustment', 'x')`,
        [newId()],
      );
      await test.db.query(`UPDATE stock SET on_hand = 35 WHERE sku_id = ${named('梨')}`);
      await test.db.query(`UPDATE stock SET reserved = 1 WHERE sku_id = ${named('杏')}`);
      const stays = [
        { goods: '杏 500g', obstacle: 'held' },
        { goods: '梨 500g', obstacle: 'changed' },
        { goods: '葡萄 500g', obstacle: 'changed' },
      ];
      expect(await runs.undoable(id)).toMatchObject({ withdrawn: 0, restored: 1, kept: 3, stays });
      expect(await undone(id)).toMatchObject({ undo: { withdrawn: 0, restored: 1, kept: 3, stays } });
      expect(await shelf()).toMatchObject([
        { name: '杏', active: true, status: 'listed', stock: 100 },
        { name: '桃', stock: 100 },
        { name: '梨', stock: 35 },
        { name: '葡萄', fen: 3000 },
      ]);
      // The newer one goes back to what the older had made of it.
      expect(await undone(second.id)).toMatchObject({ undo: { restored: 1, kept: 0 } });
      expect((await shelf())[3]).toMatchObject({ fen: 2500 });
      const { id: third } = await applied([plain({ 单价元: '26' })]);
      await run([plain({ 单价元: '27' })]);
      await expect(runs.undo(by, third)).rejects.toMatchObject({
        code: 'import_not_undoable',
        details: { stays: [{ goods: '葡萄 500g', obstacle: 'changed' }] },
      });
      const left = await runs.discard(by, (await previewed([plain({ 单价元: '28' })])).id);
      expect(left.undoable).toBe(false);
      await expect(runs.undo(by, left.id)).rejects.toMatchObject({ code: 'import_not_undoable' });
    });
  });
});

/** Somebody who sits in an office of the whole country. */
async function aNationalOffice(name: string): Promise<SeatedCaller> {
  const { id } = await anOffice(test.db, null);
  return memberOf(test.db, id, { name });
}
