import type { DataValidation } from 'exceljs';
import {
  CANTEEN_KIND_CODES,
  CANTEEN_KINDS,
  type ColumnChoice,
  plainCode,
  ROUNDED,
  RosterInput,
  type RosterRow,
} from '@yigou/contracts';
import { creditCodeProblem } from '@yigou/kernel';
import { type NamedRow, type NamedRows, readNamedRows } from '@yigou/platform';

/** Units of one file. */
export const MAX_ROSTER_ROWS = 20_000;
const MAX_UNPACKED = 100 * 1024 * 1024;

const COLUMNS = {
  统一社会信用代码: 'creditCode',
  单位名称: 'name',
  地区代码: 'regionCode',
  主管单位代码: 'parentCode',
  食堂: 'canteen',
  变动: 'ending',
  并入单位代码: 'successorCode',
} as const satisfies Record<string, keyof RosterInput>;
type ColumnName = keyof typeof COLUMNS;
const NAMES = Object.keys(COLUMNS) as ColumnName[];
/** What offices call the columns. */
const WRITTEN: Readonly<Record<ColumnName, readonly string[]>> = {
  统一社会信用代码: ['统一社会信用代码', '社会信用代码', '信用代码', '统一信用代码', '组织机构代码'],
  单位名称: ['单位名称', '单位全称', '预算单位名称', '机构名称', '预算单位', '单位'],
  地区代码: ['地区代码', '行政区划代码', '区划代码', '县代码'],
  主管单位代码: ['主管单位代码', '主管部门代码', '上级单位代码', '上级代码'],
  食堂: ['食堂', '食堂情况', '食堂类型', '是否有食堂'],
  变动: ['变动', '变动情况', '变更类型'],
  并入单位代码: ['并入单位代码', '并入代码'],
};
const REQUIRED: readonly ColumnName[] = ['统一社会信用代码', '单位名称', '地区代码'];
const LABEL_OF = Object.fromEntries(Object.entries(COLUMNS).map(([label, field]) => [field, label]));
const ENDINGS: Readonly<Record<string, RosterInput['ending']>> = { '': null, 并入: 'merged', 撤销: 'abolished' };
const HINTS: Partial<Record<keyof RosterInput, string>> = {
  regionCode: '应为 6 位地区代码',
  canteen: `应为${Object.values(CANTEEN_KINDS).join('、')}之一，或留空`,
  ending: '应为“并入”“撤销”，或留空',
};

/** Throws `spreadsheet_invalid` with `details.reason` when the file cannot be read or lacks columns, and `import_too_large` past 20,000 rows. */
export async function readRosterSheet(
  sheet: Buffer,
  mapping: readonly ColumnChoice[] = [],
): Promise<Omit<NamedRows<ColumnName>, 'rows'> & { readonly rows: RosterRow[] }> {
  const { rows, ...file } = await readNamedRows(sheet, {
    mapping,
    names: WRITTEN,
    required: REQUIRED,
    maxRows: MAX_ROSTER_ROWS,
    maxUnpacked: MAX_UNPACKED,
    tooLarge: '名册超过 20,000 个单位，请拆分后导入。',
  });
  return { ...file, rows: rows.map(readRow) };
}

function readRow({ row, cell, rounded }: NamedRow<ColumnName>): RosterRow {
  const code = (name: ColumnName) => plainCode(cell(name)).replaceAll('-', '').toUpperCase();
  const said = {
    creditCode: code('统一社会信用代码'),
    name: cell('单位名称'),
    regionCode: code('地区代码'),
    parentCode: code('主管单位代码') || null,
    canteen: cell('食堂') === '' ? null : CANTEEN_KIND_CODES.find((kind) => CANTEEN_KINDS[kind] === cell('食堂')),
    ending: ENDINGS[cell('变动')],
    successorCode: code('并入单位代码') || null,
  };
  const parsed = RosterInput.safeParse(said);
  const wrong = parsed.success ? ownProblems(parsed.data) : problemsOf(parsed.error.issues);
  const problems = rounded.length > 0 ? rounded.map((name) => `${name}：${ROUNDED}`) : wrong;
  const shown = { creditCode: said.creditCode.slice(0, 20), name: said.name.slice(0, 100) };
  return { row, input: parsed.success && problems.length === 0 ? parsed.data : null, problems, ...shown };
}

function ownProblems({ creditCode, parentCode, ending, successorCode }: RosterInput): string[] {
  const problem = creditCodeProblem(creditCode);
  return [
    ...(problem ? [`统一社会信用代码：${problem}`] : []),
    ...(parentCode === creditCode ? ['主管单位代码：不能是本单位'] : []),
    ...(ending === 'merged' && successorCode === null ? ['并入单位代码：请填写并入哪个单位'] : []),
    ...(ending !== 'merged' && successorCode !== null ? ['并入单位代码：“变动”填“并入”时才填写'] : []),
    ...(successorCode === creditCode ? ['并入单位代码：不能并入自己'] : []),
  ];
}

function problemsOf(issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): string[] {
  const fields = new Map<string, string>();
  for (const { path, message } of issues) {
    const field = String(path[0]) as keyof RosterInput;
    if (!fields.has(field)) fields.set(field, `${LABEL_OF[field] ?? field}：${HINTS[field] ?? message}`);
  }
  return [...fields.values()];
}

/** The empty .xlsx to fill in. Codes are text there: a spreadsheet would round them. */
export async function rosterTemplate(): Promise<Buffer> {
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('单位名册', { views: [{ state: 'frozen', ySplit: 1 }] });
  const width = (name: ColumnName) => (name.endsWith('代码') && name !== '地区代码' ? 24 : 16);
  sheet.columns = NAMES.map((name) => ({
    header: REQUIRED.includes(name) ? `${name}*` : name,
    width: name === '单位名称' ? 36 : width(name),
    style: { numFmt: '@' },
  }));
  sheet.getRow(1).font = { bold: true };
  const choice = (values: readonly string[]): DataValidation => ({
    type: 'list',
    allowBlank: true,
    formulae: [`"${values.join(',')}"`],
  });
  for (let row = 2; row <= 201; row += 1) {
    sheet.getCell(row, NAMES.indexOf('食堂') + 1).dataValidation = choice(Object.values(CANTEEN_KINDS));
    sheet.getCell(row, NAMES.indexOf('变动') + 1).dataValidation = choice(['并入', '撤销']);
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}
