import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ColumnChoice } from '@yigou/contracts';
import ExcelJS from 'exceljs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { namedAlike } from './named-rows';
import { openNamedTable } from './named-table';

type Column = '名称' | '代码' | '日期' | '数量';
const names = { ...namedAlike<Column>(['名称', '代码', '日期', '数量']), 代码: ['代码', '信用代码'] };
const layout = { names, required: ['名称', '代码'] as readonly Column[] };
const COLUMNS: readonly Column[] = ['名称', '代码', '日期', '数量'];

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'yigou-table-'))));
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(source: string | Buffer, mapping: readonly ColumnChoice[] = []) {
  const table = await openNamedTable(source, { ...layout, mapping });
  const rows: unknown[] = [];
  for await (const { row, cell, rounded } of table.rows())
    rows.push([row, ...COLUMNS.map((name) => cell(name)), ...rounded]);
  table.close();
  return { ...table, read: table.reading(), rows, skipped: table.skipped.map(({ row, kind }) => [row, kind]) };
}
async function book(fill: (book: ExcelJS.Workbook) => void): Promise<Buffer> {
  const made = new ExcelJS.Workbook();
  fill(made);
  return Buffer.from(await made.xlsx.writeBuffer());
}

describe('a table as offices have it', () => {
  it('has its header below titles on any sheet that people see, marks on names, hints, sums and a footer', async () => {
    const file = await book((made) => {
      made.addWorksheet('说明').addRow(['请先阅读']);
      made.addWorksheet('旧表', { state: 'hidden' }).addRows([
        ['名称', '代码'],
        ['藏', '1'],
      ]);
      const sheet = made.addWorksheet('附件1');
      sheet.addRows([
        ['安龙县产品目录'],
        ['填报单位（盖章）：某局'],
        ['名 称*', '信用代码（18 位）', '日期', '备注', '数量'],
        ['（必填）', '（必填）', '（选填）', '如：甲', '必填'],
        ['甲', 'A1', '', '', 3],
        ['合计大米', 'A2', '', '', 4],
        ['合　计', '', '', '', 7],
        ['填表人：张三', '', '审核：李四'],
      ]);
      sheet.mergeCells('A1:E1');
    });
    expect(await read(file)).toMatchObject({
      sheet: '附件1',
      headerRow: 3,
      otherSheets: ['说明'],
      unread: ['备注'],
      rows: [
        [5, '甲', 'A1', '', '3'],
        [6, '合计大米', 'A2', '', '4'],
      ],
      skipped: [
        [1, 'title'],
        [2, 'title'],
        [4, 'hint'],
        [7, 'total'],
        [8, 'note'],
      ],
    });
  });

  it('has merged cells, zeros by their format, days of either calendar, and numbers of more digits than a spreadsheet keeps', async () => {
    const file = await book((made) => {
      made.properties.date1904 = true;
      const sheet = made.addWorksheet('表');
      sheet.addRows([
        ['名称', '代码', '日期', '数量'],
        ['甲', 123, new Date('2025-01-01T00:00:00Z'), 1],
        [null, 522_328_198_901_011_200, null, 2],
        ['乙', '5.22328E+17', '2025/1/2', 39.799999999999997],
      ]);
      sheet.getCell('B2').numFmt = '000000';
      sheet.getCell('C2').numFmt = 'yyyy"年"m"月"d"日"';
      sheet.mergeCells('A2:A3');
      sheet.mergeCells('C2:C3');
    });
    expect((await read(file)).rows).toEqual([
      [2, '甲', '000123', '2025-01-01', '1'],
      [3, '甲', '522328198901011200', '2025-01-01', '2', '代码'],
      [4, '乙', '5.22328E+17', '2025/1/2', '39.8', '代码'],
    ]);
  });

  it.each([
    ['utf16le', '\uFEFF名称\t代码\t数量\r\n甲\t="00123"\t1\r\n'],
    ['utf8', '名称;代码;数量\n甲;="00123";1\n'],
    ['utf8', '名称,代码,数量\n\u200B甲\u202C,"=""00123""",\u001F1\n'],
    ['utf8', "名称\t代码\t数量\n甲\u00A0\t'00123\t1\n"],
  ] as const)('is read from a path as %s text: %j', async (encoding, text) => {
    const path = join(folder, 'table.csv');
    await writeFile(path, Buffer.from(text, encoding));
    expect((await read(path)).rows).toEqual([[2, '甲', '00123', '', '1']]);
  });

  it('says where columns are missing, and of which name there are two', async () => {
    const refused = (text: string) => expect(read(Buffer.from(text))).rejects;
    await refused('标题\n名称,数量\n甲,1\n').toMatchObject({ details: { reason: '第 2 行缺少列：代码。' } });
    await refused('名称,代码,代码\n').toMatchObject({ details: { reason: expect.stringContaining('重复') } });
  });

  describe('whose sender has said what its columns are', () => {
    const csv = '某县名单\n牌子,编号（新）,编号（旧）,名称,件\n甲,1,2,丙,3\n';
    const told = (written: string, column: string | null): ColumnChoice => ({ written, column });

    it('is read so, whatever they are called; what stands in brackets tells two apart, and a name that nothing has says nothing', async () => {
      const mapping = [told('牌子 *', '名称'), told('编号（新）', '代码'), told('件', '重量'), told('哪里', '数量')];
      const { rows, read: reading } = await read(Buffer.from(csv), mapping);
      expect(rows).toEqual([[3, '甲', '1', '', '']]);
      expect(reading).toMatchObject({
        sheet: '',
        headerRow: 2,
        columns: [
          told('牌子', '名称'),
          told('编号（新）', '代码'),
          told('编号（旧）', null),
          told('名称', null),
          told('件', null),
        ],
        skipped: [{ row: 1, kind: 'title', said: '某县名单' }],
        remembered: mapping,
      });
      expect(reading.fields.filter(({ required }) => required).map(({ label }) => label)).toEqual(['名称', '代码']);
    });

    it('is not read where they say that nothing is to be; says how it was understood then', async () => {
      const refused = expect(read(Buffer.from(csv), [told('名称', null), told('编号(旧)', '代码')])).rejects;
      await refused.toMatchObject({
        details: {
          reason: '第 2 行缺少列：名称。',
          reading: { headerRow: 2, columns: expect.arrayContaining([told('编号（旧）', '代码'), told('名称', null)]) },
        },
      });
    });

    it('lets one of two equal names be left out, and neither be taken', async () => {
      const two = Buffer.from('名称,代码（甲）,代码（乙）\n甲,1,2\n');
      await expect(read(two)).rejects.toMatchObject({ details: { reading: { headerRow: 1 } } });
      expect((await read(two, [told('代码（甲）', null)])).rows).toEqual([[2, '甲', '2', '', '']]);
      const alike = Buffer.from('名称,号,号\n甲,1,2\n');
      await expect(read(alike, [told('号', '代码')])).rejects.toMatchObject({
        details: { reason: '第一行有重复的列名：代码。' },
      });
    });

    it('takes of rows without any known name the one in which most is written for the header', async () => {
      const strange = Buffer.from('某县名单,,\n牌子,编号,件\n甲,1,3\n');
      await expect(read(strange)).rejects.toMatchObject({
        details: { reading: { headerRow: 2, columns: [told('牌子', null), told('编号', null), told('件', null)] } },
      });
    });
  });
});
