import { HOUSEHOLD_STATUS_CODES, HOUSEHOLD_STATUSES, HouseholdInput } from '@yigou/contracts';
import { type NamedRow, readNamedRows } from '@yigou/platform';
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
type ColumnName = keyof typeof COLUMNS;
const NAMES = Object.keys(COLUMNS) as ColumnName[];
const LABEL_OF = Object.fromEntries(Object.entries(COLUMNS).map(([label, field]) => [field, label]));

/** A row of the file: what it says, and what is wrong with it. */
export interface SheetRow {
  readonly row: number;
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

/** Throws `spreadsheet_invalid` with `details.reason` when the file cannot be read or lacks columns, and `import_too_large` past 5,000 rows. */
export async function readHouseholdSheet(file: Buffer): Promise<SheetRow[]> {
  const rows = await readNamedRows(file, {
    columns: NAMES,
    required: NAMES,
    maxRows: MAX_IMPORT_ROWS,
    maxUnpacked: MAX_UNPACKED,
    tooLarge: '文件超过 5,000 户，请拆分后导入。',
  });
  return rows.map(readRow);
}

function readRow({ row, cell }: NamedRow<ColumnName>): SheetRow {
  const people = Number(cell('家庭人口'));
  const idNumber = cell('身份证号').toUpperCase();
  const input = {
    name: cell('户主姓名'),
    idNumber,
    regionCode: cell('县代码'),
    township: cell('乡镇'),
    village: cell('村'),
    people,
    status: HOUSEHOLD_STATUS_CODES.find((code) => HOUSEHOLD_STATUSES[code] === cell('类型')),
  };
  const parsed = HouseholdInput.safeParse(input);
  const problems = parsed.success ? [] : problemsOf(parsed.error.issues);
  const problem = parsed.success ? identityNumberProblem(idNumber) : null;
  if (problem) problems.push(`身份证号：${problem}`);
  return {
    row,
    household: parsed.success && problems.length === 0 ? parsed.data : null,
    name: input.name.slice(0, 50),
    idNumber: idNumber.slice(0, 18),
    regionCode: input.regionCode.slice(0, 20),
    village: input.village.slice(0, 50),
    people: Number.isSafeInteger(people) ? people : null,
    problems,
  };
}

const HINTS: Partial<Record<keyof HouseholdInput, string>> = {
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
