import {
  type ColumnChoice,
  HOUSEHOLD_STATUS_CODES,
  HOUSEHOLD_STATUSES,
  HouseholdInput,
  type HouseholdStatus,
  plainCode,
  plainFigure,
  plainPersonName,
  ROUNDED,
} from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import { type NamedRows, readNamedRows } from '@yigou/platform';
import { type HouseholdRow, onePerHousehold } from './household-members';
import { identityNumberProblem } from './identity-number';

/** Households of one file; a county with more sends several. */
export const MAX_IMPORT_ROWS = 5_000;
/** What a workbook of that many rows may unpack to, in bytes. */
const MAX_UNPACKED = 50 * 1024 * 1024;

const COLUMNS = {
  户主姓名: 'name',
  身份证号: 'idNumber',
  县代码: 'regionCode',
  乡镇: 'township',
  村: 'village',
  家庭人口: 'people',
  类型: 'status',
} as const satisfies Record<string, keyof HouseholdInput>;
type OwnColumn = keyof typeof COLUMNS;
/** Those of a roster with one row per person stand there as well. */
export type ColumnName = OwnColumn | '成员姓名' | '与户主关系' | '户编号';
const NAMES = Object.keys(COLUMNS) as OwnColumn[];
/** What offices call the columns. A roster of people has 姓名 beside 户主姓名, or in its place. */
const WRITTEN: Readonly<Record<ColumnName, readonly string[]>> = {
  户主姓名: ['户主姓名', '户主', '姓名'],
  身份证号: ['身份证号', '身份证号码', '公民身份号码', '居民身份证号', '证件号码', '身份证或残疾人证号'],
  县代码: ['县代码', '地区代码', '行政区划代码'],
  乡镇: ['乡镇', '乡镇名称', '所在乡镇', '乡镇街道', '乡'],
  村: ['村', '村名', '行政村', '所在村', '村社区'],
  家庭人口: ['家庭人口', '家庭人口数', '家庭人数', '人口数', '人数'],
  类型: ['类型', '户类型', '农户类型', '脱贫户类型', '贫困户类型', '户属性'],
  成员姓名: ['成员姓名', '姓名', '家庭成员姓名', '家庭成员'],
  与户主关系: ['与户主关系', '与户主的关系', '家庭关系', '关系'],
  户编号: ['户编号', '户号', '家庭编号', '农户编号'],
};
const REQUIRED: readonly ColumnName[] = ['户主姓名', '身份证号', '县代码', '乡镇', '村', '类型'];
/** People of one file, where it has a row for each. */
const MAX_PEOPLE = 6 * MAX_IMPORT_ROWS;
const TOO_LARGE = '文件超过 5,000 户，请拆分后导入。';
/** What the registers of other years call the same. */
const OTHER_STATUSES: Readonly<Record<string, HouseholdStatus>> = {
  脱贫户: 'risen',
  稳定脱贫户: 'risen',
  一般脱贫户: 'risen',
  贫困户: 'registered',
  建档立卡贫困户: 'registered',
  未脱贫户: 'registered',
  脱贫不稳定户: 'monitored',
  边缘易致贫户: 'monitored',
  突发严重困难户: 'monitored',
  防返贫监测对象: 'monitored',
  监测对象: 'monitored',
};
const LABEL_OF = Object.fromEntries(Object.entries(COLUMNS).map(([label, field]) => [field, label]));

/** A row of the file: what it says, and what is wrong with it. */
export interface SheetRow {
  readonly row: number;
  /** The numbers of all rows that are about this household. */
  readonly rows: readonly number[];
  /** Null when something is wrong. */
  readonly household: HouseholdInput | null;
  /** As far as they can be read, for the preview. */
  readonly name: string;
  readonly idNumber: string;
  readonly regionCode: string;
  readonly village: string;
  readonly people: number | null;
  readonly problems: readonly string[];
}

/**
 * Households of a file; a roster with one row per person is taken together by household, which counts its rows where it does not state its people. Throws
 * `spreadsheet_invalid` with `details.reason` when the file cannot be read or lacks columns, and `import_too_large` past 5,000 households.
 */
export async function readHouseholdSheet(
  sheet: Buffer,
  mapping: readonly ColumnChoice[] = [],
): Promise<Omit<NamedRows<ColumnName>, 'rows'> & { readonly rows: readonly SheetRow[] }> {
  const { rows: people, ...file } = await readNamedRows(sheet, {
    mapping,
    names: WRITTEN,
    required: REQUIRED,
    maxRows: MAX_PEOPLE,
    maxUnpacked: MAX_UNPACKED,
    tooLarge: TOO_LARGE,
  });
  const rows = onePerHousehold(people);
  if (rows.length > MAX_IMPORT_ROWS) throw new DomainError('import_too_large', { limit: MAX_IMPORT_ROWS }, TOO_LARGE);
  return { ...file, rows: rows.map((row) => ({ ...readRow(row), rows: row.rows })) };
}

function readRow({ row, cell, rounded, members, headless }: HouseholdRow): Omit<SheetRow, 'rows'> {
  const stated = plainFigure(cell('家庭人口'), ['口人', '口', '人']);
  const people = stated === '' && members > 0 ? members : Number(stated);
  const written = plainCode(cell('身份证号')).toUpperCase();
  // 残疾人证号: the identity number, kind and degree behind it.
  const idNumber = /^\d{17}[\dX][1-7][1-4](?:B\d)?$/.test(written) ? written.slice(0, 18) : written;
  const status = cell('类型');
  const input = {
    name: plainPersonName(cell('户主姓名')),
    idNumber,
    regionCode: plainCode(cell('县代码')),
    township: cell('乡镇'),
    village: cell('村'),
    people,
    status: OTHER_STATUSES[status] ?? HOUSEHOLD_STATUS_CODES.find((code) => HOUSEHOLD_STATUSES[code] === status),
  };
  const parsed = HouseholdInput.safeParse(input);
  const problems = parsed.success ? [] : problemsOf(parsed.error.issues);
  if (/^\d{15}$/.test(idNumber))
    problems.splice(0, problems.length, ...problems.filter((said) => !said.startsWith('身份证号')), OLD_NUMBER);
  if (headless) problems.unshift('与户主关系：这一户没有“户主”这一行');
  if (rounded.length > 0)
    return refusedAs(
      row,
      input,
      [...new Set(rounded)].map((name) => `${name}：${ROUNDED}`),
    );
  const problem = parsed.success ? identityNumberProblem(idNumber) : null;
  if (problem) problems.push(`身份证号：${problem}`);
  const shown = refusedAs(row, input, problems);
  return parsed.success && problems.length === 0 ? { ...shown, household: parsed.data } : shown;
}

type Written = Pick<HouseholdInput, 'name' | 'idNumber' | 'regionCode' | 'village' | 'people'>;

const refusedAs = (row: number, input: Written, problems: readonly string[]): Omit<SheetRow, 'rows'> => ({
  row,
  household: null,
  name: input.name.slice(0, 50),
  idNumber: input.idNumber.slice(0, 18),
  regionCode: input.regionCode.slice(0, 20),
  village: input.village.slice(0, 50),
  people: Number.isSafeInteger(input.people) ? input.people : null,
  problems,
});

const OLD_NUMBER = '身份证号：这是 15 位的旧号码，请填写现在身份证上的 18 位号码';
const HINTS: Partial<Record<keyof HouseholdInput, string>> = {
  idNumber: '请填写 18 位身份证号',
  people: '应为 1 至 50 的整数',
  status: `应为${Object.values(HOUSEHOLD_STATUSES).join('、')}之一`,
};

function problemsOf(issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[]): string[] {
  const fields = new Map<string, string>();
  for (const { path, message } of issues) {
    const field = String(path[0]) as keyof HouseholdInput;
    if (!fields.has(field)) fields.set(field, `${LABEL_OF[field] ?? field}：${HINTS[field] ?? message}`);
  }
  return [...fields.values()];
}

/** The empty .xlsx to fill in. Numbers are text there: a spreadsheet would round an identity number. */
export async function householdTemplate(): Promise<Buffer> {
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('建档立卡户', { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = NAMES.map((name) => ({ header: name, width: name === '身份证号' ? 24 : 16, style: { numFmt: '@' } }));
  sheet.getRow(1).font = { bold: true };
  const statuses = `"${Object.values(HOUSEHOLD_STATUSES).join(',')}"`;
  for (let row = 2; row <= 201; row += 1)
    sheet.getCell(row, NAMES.indexOf('类型') + 1).dataValidation = {
      type: 'list',
      allowBlank: true,
      formulae: [statuses],
    };
  return Buffer.from(await book.xlsx.writeBuffer());
}
