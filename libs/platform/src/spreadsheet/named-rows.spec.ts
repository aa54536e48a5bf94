import { describe, expect, it } from '@jest/globals';
import { refusedRowsCsv } from '@yigou/contracts';
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
const CODE: ('名称' | '代码' | '备注')[] = ['代码'];
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

  it('gives refused rows back in all columns of the file; mended they are read again as they were written, and the reasons do not pile up', async () => {
    const code = '522121199001011234';
    const first = await readNamedRows(
      await book([
        ['附件'],
        ['备注', '代码*', '', '别的'],
        ['=1+1', code, '甲', '3-5'],
        ['b', 522_328_198_901_011_200, '乙', 'x'],
      ]),
      { ...sheet, required: CODE },
    );
    const again = async ({ header, rows }: ReturnType<typeof first.refused>) =>
      readNamedRows(Buffer.from(refusedRowsCsv(header, rows)), { ...sheet, required: CODE });
    const refused = first.refused(
      new Map([
        [3, '名称：没有'],
        [4, '代码：取整'],
      ]),
    );
    expect(refused.header).toEqual(['备注', '代码*', '', '别的']);
    expect(refused.rows[0]).toEqual({ cells: ['=1+1', code, '甲', '3-5'], reason: '名称：没有' });
    const second = await again(refused);
    expect(second.rows.map(({ cell, rounded }) => [cell('备注'), cell('代码'), rounded])).toEqual([
      ['=1+1', code, []],
      ['b', '5.223281989010112E+17', ['代码']],
    ]);
    const reasons = new Map([
      [2, '又'],
      [3, '代码：取整'],
    ]);
    expect(second.refused(reasons)).toEqual({
      ...refused,
      rows: [{ ...refused.rows[0], reason: '又' }, refused.rows[1]],
    });
  });

  it('leaves out of refused rows what would be too much to send, and says how many', async () => {
    const made = await readNamedRows(Buffer.from(`名称,代码\n甲,${'x'.repeat(39_000)}\n`.concat('乙,1\n')), sheet);
    const many = Array.from({ length: 60 }, () => made.rows[0]!);
    many.forEach((row) => (made.rows as unknown[]).push(row));
    expect(made.refused(new Map([[2, '否']]))).toMatchObject({ more: 10, rows: { length: 51 } });
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
