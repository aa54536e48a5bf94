import { expect, it } from '@jest/globals';
import excel from 'exceljs';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { sortingBook } from './sorting-book';

const PERSON = { phone: '139****0001', pledges: ['BN1'], state: 'waiting' as const };

it('has pieces beside the shares of each, says who gets other goods, and runs nothing', async () => {
  const file = sortingBook({
    number: 'TG1',
    title: '小米拼团',
    point: { name: '东村', place: '云州区', contact: '王师傅' },
    goods: [
      { name: '小米', perShare: 2, pieces: 6, ordered: 0, instead: false },
      { name: '荞麦面', perShare: 2, pieces: 4, ordered: 4, instead: true },
      { name: '黄豆', perShare: 1, pieces: 3, ordered: 3, instead: false },
    ],
    people: [
      { ...PERSON, name: '=1+1', shares: 2, handedShares: 0, note: '“小米”换为“荞麦面”4件' },
      { ...PERSON, name: '李师傅', shares: 1, handedShares: 1, note: '“小米”不供货，已退款' },
    ],
    shares: 3,
    handedShares: 1,
  });
  expect(file.fileName).toBe('分拣单-TG1-东村.xlsx');
  const output = new PassThrough();
  const [body] = await Promise.all([buffer(output), file.write(output)]);
  const book = new excel.Workbook();
  await book.xlsx.load(body as never);
  const rowsOf = (at: number) =>
    (book.worksheets[at]?.getSheetValues() ?? []).slice(1).map((row) => (row as unknown[]).slice(1));
  // What stands in for others has no column of its own: the note says who gets it.
  expect(rowsOf(0)).toEqual([
    ['姓名', '手机号', '参与编号', '份数', '已领份数', '小米', '黄豆', '换货与不供货'],
    ["'=1+1", PERSON.phone, 'BN1', 2, 0, 4, 2, '“小米”换为“荞麦面”4件'],
    ['李师傅', PERSON.phone, 'BN1', 1, 1, 2, 1, '“小米”不供货，已退款'],
    expect.arrayContaining(['合计', 3, 1, 6]),
  ]);
  expect(rowsOf(1).slice(1)).toEqual([
    ['小米', 2, 6, 0],
    ['荞麦面（替代）', 2, 4, 4],
    ['黄豆', 1, 3, 3],
  ]);
});
