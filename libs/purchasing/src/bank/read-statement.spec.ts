import { describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import { fenOf, momentOf } from './bank-values';
import { readStatement } from './read-statement';

const HEADER = [
  '交易日期',
  '交易时间',
  '收入（贷方）',
  '支出',
  '余额',
  '对方户名',
  '对方账号',
  '摘要',
  '附言',
  '交易流水号',
];
const LINE = ['2026-01-05', '10:11:12', '"1,234.50"', '', '9', '第一小学', '="6228480000001234"', '货款', 'YG 1', 'A1'];
const csv = (lines: readonly (readonly string[])[], mark = ',') => lines.map((line) => line.join(mark)).join('\r\n');
const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
const read = async (text: string | Buffer) => readStatement(Buffer.isBuffer(text) ? text : Buffer.from(text));
const entries = async (text: string | Buffer) => (await read(text)).map(({ entry }) => entry);
async function book(rows: readonly (readonly unknown[])[], date1904 = false): Promise<Buffer> {
  const made = new ExcelJS.Workbook();
  made.properties.date1904 = date1904;
  made.addWorksheet('流水').addRows(rows.map((row) => [...row]));
  return Buffer.from(await made.xlsx.writeBuffer());
}
const SAID = {
  day: '2026-01-05',
  time: '10:11:12',
  amountFen: 123_450,
  payer: '第一小学',
  payerEnd: '1234',
  memo: '货款 YG 1',
  serial: 'A1',
};

describe('a bank’s statement', () => {
  it('is read below its titles, by the names that banks use, without its sums', async () => {
    const text = csv([
      ['某某银行交易明细'],
      ['账号：6222 0000 1111 2222', '币种：人民币'],
      HEADER,
      LINE,
      ['合计', '', '1234.5'],
      ['打印时间 2026'],
    ]);
    expect(await read(text)).toMatchObject([{ row: 4, outcome: 'add', entry: { ...SAID, ownEnd: '2222' } }]);
  });

  it('has no number of a spreadsheet that rounded it, and no end of such an account', async () => {
    const line = ['2026-01-05', '', 12.5, '', 9, '第一小学', 6_228_480_000_001_234_000, '货款', '', 'A1'];
    const rounded = [...line.slice(0, 9), 20_260_105_000_000_100_000];
    const rows = await readStatement(await book([HEADER, line, rounded]));
    expect(rows[0]).toMatchObject({ outcome: 'add', entry: { payerEnd: '' } });
    expect(rows[1]).toMatchObject({ outcome: 'refused', note: expect.stringContaining('取整') });
  });

  it('is read with semicolons, tabs, in UTF-16 and in GBK', async () => {
    const GBK = Buffer.from(
      'bdbbd2d7c8d5c6da2ccad5c8eb2cb6d4b7bdbba7c3fb0a323032362d30312d30352c31322e352cb5dad2bbd0a1d1a7',
      'hex',
    );
    expect(await entries(GBK)).toMatchObject([{ day: '2026-01-05', amountFen: 1_250, payer: '第一小学' }]);
    for (const mark of [';', '\t'])
      for (const file of [csv([HEADER, LINE], mark), utf16(csv([['标题'], HEADER, LINE], mark))])
        expect(await entries(file)).toMatchObject([SAID]);
  });

  it('is read from a workbook: days as numbers, from 1900 or 1904, stored results of formulas, no yes or no as money', async () => {
    const rows = [
      ['记账日期', '贷方发生额', '用途'],
      [new Date(Date.UTC(2026, 0, 5)), 12.3, '甲'],
      ['２０２６０１０６', { formula: '6*2', result: 12 }, '乙'],
      ['2026年1月7日', { formula: '6*2' }, '丙'],
      ['2026/1/8', true, '丁'],
    ];
    for (const date1904 of [false, true])
      expect(
        (await read(await book(rows, date1904))).map(({ outcome, entry }) => [outcome, entry?.day, entry?.amountFen]),
      ).toEqual([
        ['add', '2026-01-05', 1_230],
        ['add', '2026-01-06', 1_200],
        ['outgoing', undefined, undefined],
        ['refused', undefined, undefined],
      ]);
  });

  it('leaves out what went, by its column, its direction or its sign, and says what is wrong with a row', async () => {
    const text = csv([
      ['日期', '金额', '借贷标志'],
      ['2026-01-05', '5', '贷'],
      ['2026-01-05', '5', '借'],
      ['2026-01-05', '-5', ''],
      ['昨天', '5', '贷'],
      ['2026-02-30', '5', '贷'],
      ['2026-01-05', '=1+1', '贷'],
      ['2026-01-05', '1.5E+05', '贷'],
    ]);
    expect((await read(text)).map(({ row, outcome, note }) => [row, outcome, note.split('：')[0]])).toEqual([
      [2, 'add', ''],
      [3, 'outgoing', ''],
      [4, 'outgoing', ''],
      [5, 'refused', '交易日期'],
      [6, 'refused', '交易日期'],
      [7, 'refused', '收入'],
      [8, 'refused', '收入'],
    ]);
  });

  it('knows a line by the bank’s number, and without one by all of it and which of its equals it is', async () => {
    const [first, second] = await read(csv([HEADER, LINE, LINE]));
    expect([first?.outcome, second?.outcome, second?.note]).toEqual(['add', 'known', '与上面一行相同']);
    const other = LINE.with(2, '5');
    expect((await read(csv([HEADER, LINE, other])))[1]).toMatchObject({ outcome: 'refused' });
    const bare = [
      ['日期', '金额'],
      ['2026-01-05', '5'],
      ['2026-01-05', '5'],
    ];
    const keys = (await entries(csv(bare))).map((entry) => entry?.key);
    expect(new Set(keys).size).toBe(2);
    expect((await entries(csv([['标题'], ...bare]))).map((entry) => entry?.key)).toEqual(keys);
  });

  it.each([
    ['日期,余额\n2026-01-05,1', '没有找到表头'],
    ['日期,金额\n合计,5', '文件里没有交易'],
    ['\0\0', '不是文本文件'],
  ])('refuses %j as a whole', async (text, reason) => {
    await expect(read(text)).rejects.toMatchObject({
      code: 'spreadsheet_invalid',
      details: { reason: expect.stringContaining(reason) },
    });
  });

  it('refuses 100,001 rows as soon as it has seen too many', async () => {
    await expect(read(`日期,金额\n${'2026-01-05,5\n'.repeat(100_001)}`)).rejects.toMatchObject({
      code: 'import_too_large',
    });
  });

  it.each([
    ['￥1,234.50元', 123_450],
    ['12,34.5', null],
    ['(1.00)', -100],
    ['1.005', null],
    ['1.500', 150],
    ['—', 0],
    ['', 0],
    ['1)', null],
  ])('reads the money %j as %j', (cell, fen) => expect(fenOf(cell.normalize('NFKC'))).toBe(fen));

  it.each([
    ['20260105101112', '2026-01-05', '10:11:12'],
    ['2026.1.5 9:05', '2026-01-05', '09:05:00'],
    ['46027.5', '2026-01-05', '12:00:00'],
    ['1899-01-01', undefined, undefined],
    ['123', undefined, undefined],
  ])('reads the moment %j', (cell, day, time) => {
    const at = momentOf(cell);
    expect([at?.day, at?.time]).toEqual([day, time]);
  });
});
