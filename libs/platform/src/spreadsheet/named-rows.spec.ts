import { describe, expect, it } from '@jest/globals';
import ExcelJS from 'exceljs';
import { namedAlike, readNamedRows } from './named-rows';

async function book(rows: readonly (readonly unknown[])[]): Promise<Buffer> {
  const made = new ExcelJS.Workbook();
  made.addWorksheet('表').addRows(rows.map((row) => [...row]));
  return Buffer.from(await made.xlsx.writeBuffer());
}
const sheet = {
  names: namedAlike(['名称', '代码', '备注'] as const),
  required: ['名称', '代码'] as ('名称' | '代码' | '备注')[],
  maxRows: 2,
  maxUnpacked: 1e6,
  tooLarge: '太多',
} as const;
const read = async (rows: readonly (readonly unknown[])[]) =>
  (await readNamedRows(await book(rows), sheet)).rows.map(({ row, cell }) => [
    row,
    cell('名称'),
    cell('代码'),
    cell('备注'),
  ]);

describe('rows by the names of their columns', () => {
  it('finds columns in any order, past marks, blanks and brackets; leaves empty rows out and keeps their numbers', async () => {
    const header = ['代码*', '别的', ' 名 称（必填）'];
    expect(await read([header, [' １２ ', 'x', '甲'], ['', '', ' '], ['3', '', '乙']])).toEqual([
      [2, '甲', '12', ''],
      [4, '乙', '3', ''],
    ]);
  });

  it.each([
    [[['名称']], { code: 'spreadsheet_invalid', details: { reason: '第一行缺少列：代码。' } }],
    [[['名称', '代码']], { code: 'spreadsheet_invalid', details: { reason: '表格里没有数据。' } }],
    [
      [['名称', '代码'], ...Array(3).fill(['甲', '1'])],
      { code: 'import_too_large', details: { limit: 2 }, message: '太多' },
    ],
  ])('refuses %j', async (rows, error) => expect(read(rows)).rejects.toMatchObject(error));

  it('refuses what is no workbook', async () => {
    await expect(readNamedRows(Buffer.from('no'), sheet)).rejects.toMatchObject({ code: 'spreadsheet_invalid' });
  });
});
