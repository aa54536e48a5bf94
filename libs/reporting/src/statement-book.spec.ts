import { expect, it } from '@jest/globals';
import excel from 'exceljs';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { statementBook } from './statement-book';

it('is a workbook with the lines between both balances, in yuan, whose cells run nothing', async () => {
  const file = statementBook({
    id: '00000000-0000-4000-8000-000000000001',
    month: '2026-10',
    status: 'issued',
    version: 2,
    unitName: '=1+1',
    supplierName: '惠民合作社',
    openingFen: 10_000,
    closingFen: 7_500,
    madeAt: '2026-11-01T00:00:00Z',
    entries: [{ line: 1, on: '2026-10-10', kind: 'payment', orderNumber: 'YG2610100000001', amountFen: -2_500 }],
    invoices: [{ line: 2, on: '2026-10-12', kind: 'recorded', number: '26642000000000000001', amountFen: 2_500 }],
    hash: 'f'.repeat(64),
    history: [],
    may: { confirm: true, object: true, answer: false },
  });
  expect(file.fileName).toBe('益购-对账单-2026-10-第2版.xlsx');
  const output = new PassThrough();
  const [body] = await Promise.all([buffer(output), file.write(output)]);
  const book = new excel.Workbook();
  await book.xlsx.load(body as never);
  const rows = [2, 3, 4, 5].map((at) => (book.worksheets[0]?.getRow(at).values as unknown[]).slice(3));
  expect(rows).toEqual([
    ['期初应付余额', undefined, 100],
    ['付款', 'YG2610100000001', -25],
    ['期末应付余额', undefined, 75],
    ['开票', '26642000000000000001', undefined, 25],
  ]);
  expect(book.worksheets[1]?.getCell('B5').value).toBe("'=1+1");
});
