import { expect, it } from '@jest/globals';
import excel from 'exceljs';
import { buffer } from 'node:stream/consumers';
import { PassThrough } from 'node:stream';
import { inspectionLedgerBook } from './inspection-ledger-book';

const ITEM = {
  acceptanceId: '00000000-0000-4000-8000-000000000001',
  acceptanceNumber: 'YS261128000001',
  orderNumber: 'YG2611280000001',
  day: '2026-11-28',
  productName: '盐池滩羊肉',
  skuName: '1 kg',
  accepted: 3,
  grams: 2_950,
  short: 1,
  refused: 1,
  refusal: 'damaged',
  supplierName: '惠民合作社',
  certificateNumber: null,
  batch: '=1+1',
  producedOn: '2026-11-01',
  shelfLifeDays: 180,
  papers: ['conformity', 'quarantine'],
  firstName: '王芳',
  secondName: '李强',
} as const;

it('is a workbook with a line for each of the ledger, whose cells run nothing', async () => {
  const file = inspectionLedgerBook(
    { unitName: '第一小学', items: [{ ...ITEM, papers: [...ITEM.papers] }] },
    { from: '2026-11-01', to: '2026-11-30' },
  );
  expect(file.fileName).toBe('益购-进货查验台账-2026-11-01-2026-11-30.xlsx');
  const output = new PassThrough();
  const [body] = await Promise.all([buffer(output), file.write(output)]);
  const book = new excel.Workbook();
  await book.xlsx.load(body as never);
  const [head, row] = [1, 2].map((at) => book.worksheets[0]?.getRow(at).values as unknown[]);
  const cellOf = (title: string) => row?.[head?.indexOf(title) ?? -1];
  expect(
    ['商品', '验收数量', '实称（克）', '短缺', '拒收原因', '批号', '保质期（天）', '随货证明', '复核人'].map(cellOf),
  ).toEqual(['盐池滩羊肉', 3, 2_950, 1, '破损', "'=1+1", 180, '承诺达标合格证、检疫证明', '李强']);
});
