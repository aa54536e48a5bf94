import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aCreditCode } from '@yigou/identity/testing';
import { newId } from '@yigou/kernel';
import { rosterTemplate } from '@yigou/procurement';
import { aUnit } from '@yigou/procurement/testing';
import ExcelJS from 'exceljs';
import { ApiHarness, type Visitor } from '../testing/api.harness';
import { fileOf } from '../testing/fixtures';

const REGION = '640422';
let api: ApiHarness;
let manager: Visitor;
let own: string;
beforeAll(async () => {
  api = await ApiHarness.start();
  await api.test.db.query(
    `INSERT INTO region (code, name, level, path, pinyin, initials) VALUES ('${REGION}', '西吉县', 3, '西吉县', 'xijixian', 'xjx') ON CONFLICT DO NOTHING`,
  );
  own = await aUnit(api.test, undefined, REGION);
  manager = await api.person({ organisationId: own }, 'storefront');
});
afterAll(() => api.close());

/** The template, filled in as an office would: opened, typed into, saved. */
async function roster(rows: readonly (readonly string[])[]): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await rosterTemplate()) as never);
  for (const [at, row] of rows.entries()) book.worksheets[0]?.getRow(at + 2).splice(1, row.length, ...row);
  return Buffer.from(await book.xlsx.writeBuffer());
}

it('brings the units below up to date, and one of them gets a manager', async () => {
  const code = aCreditCode(`11${REGION}`);
  const file = fileOf(await roster([[code, '新学校', REGION, '', '自办食堂', '', '']]), '名册.xlsx');
  const seen = await manager.call('previewRoster', file);
  expect(seen).toMatchObject({ status: 201, body: { create: 1, conflict: 0, rows: [{ row: 2, outcome: 'create' }] } });
  const run = { params: { id: String(seen.body['id']) } };
  const stranger = await api.person({ organisationId: await aUnit(api.test, undefined, REGION) }, 'storefront');
  expect((await stranger.call('confirmRoster', run)).status).toBe(404);
  expect(await manager.call('confirmRoster', run)).toMatchObject({ status: 200, body: { created: 1, skipped: 0 } });
  const { items } = (await manager.call('listSharesBelow')).body as unknown as {
    items: { id: string; unit: object }[];
  };
  expect(items).toMatchObject([{ unit: { name: '新学校' } }]);
  const invite = { params: { id: items[0]?.id ?? '' }, body: { login: `${newId()}@example.org` } };
  expect((await stranger.call('inviteUnitManager', invite)).status).toBe(404);
  expect((await manager.call('inviteUnitManager', { ...invite, params: { id: own } })).status).toBe(404);
  expect((await manager.call('inviteUnitManager', invite)).status).toBe(201);
  expect((await manager.call('inviteUnitManager', invite)).body.error?.code).toBe('already_invited');
});

it('is for who manages the unit, and refuses what is no workbook', async () => {
  const viewer = await api.person({ organisationId: own, role: 'viewer' }, 'storefront');
  const file = fileOf(Buffer.from('统一社会信用代码'), '名册.xlsx');
  expect((await viewer.call('previewRoster', file)).status).toBe(403);
  expect((await viewer.call('rosterTemplate')).status).toBe(403);
  expect((await manager.call('previewRoster', file)).body.error?.code).toBe('spreadsheet_invalid');
  // Rosters count with all other files that a person brings in a day.
  const other = await api.person({ organisationId: own }, 'storefront');
  await api.tried('uploadAccountDay', other.userId ?? '', 1_000);
  expect(await other.call('previewRoster', file)).toMatchObject({
    status: 429,
    body: { error: { code: 'rate_limited' } },
  });
});

it('reads a file in columns of the unit’s own once somebody has said which they are', async () => {
  const code = aCreditCode(`11${REGION}`);
  const file = fileOf(Buffer.from(`编号,校名,区域,备注\n${code},列名学校,${REGION},无\n`), '名册.csv');
  const refused = await manager.call('previewRoster', file);
  expect(refused).toMatchObject({
    status: 422,
    body: {
      error: {
        code: 'spreadsheet_invalid',
        details: {
          reason: '第一行缺少列：统一社会信用代码、单位名称、地区代码。',
          reading: { columns: ['编号', '校名', '区域', '备注'].map((written) => ({ written, column: null })) },
        },
      },
    },
  });
  const wrong = fileOf(
    Buffer.from(`统一社会信用代码,单位名称,地区代码,备注\n${code},列名学校,999999,=1\n`),
    '名册.csv',
  );
  expect((await manager.call('previewRoster', wrong)).body).toMatchObject({
    conflict: 1,
    refusedRows: {
      header: ['统一社会信用代码', '单位名称', '地区代码', '备注'],
      rows: [{ cells: [code, '列名学校', '999999', '=1'], reason: '地区代码：没有这个地区' }],
      more: 0,
    },
  });
  const columns = [
    { written: '编号', column: '统一社会信用代码' },
    { written: '校名', column: '单位名称' },
    { written: '区域', column: '地区代码' },
  ];
  const params = { kind: 'roster' };
  expect((await manager.call('rememberImportColumns', { params: { kind: 'x' }, body: { columns } })).status).toBe(404);
  expect((await manager.call('rememberImportColumns', { params, body: { columns } })).status).toBe(200);
  expect(await manager.call('previewRoster', file)).toMatchObject({
    status: 201,
    body: {
      create: 1,
      conflict: 0,
      rows: [{ creditCode: code, name: '列名学校' }],
      reading: { headerRow: 1, columns: [...columns, { written: '备注', column: null }], remembered: columns },
    },
  });
});
