import { MOST_ADDRESSES, Phone, PHONE_ADVICE, plainPhone, plainWords, text } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import { readRows } from '@yigou/platform';

/** What a workbook of that many people may unpack to, in bytes. */
const MAX_UNPACKED = 200 * 1024 * 1024;
const MOST_PACKS = 999;
const NAMES = {
  name: ['姓名', '收件人', '收货人', '职工姓名'],
  phone: ['手机号', '手机', '电话', '联系电话', '手机号码', '联系方式'],
  region: ['地区', '所在地区', '省市区'],
  detail: ['地址', '详细地址', '收货地址', '收件地址'],
  packs: ['份数', '数量', '套数'],
} as const;
type ColumnName = keyof typeof NAMES;
const COLUMNS = Object.keys(NAMES) as ColumnName[];
/** The names of the columns as the template has them. */
export const COLUMN_TITLES = COLUMNS.map((column) => NAMES[column][0]);
const Name = text(30);
const Address = text(200, 4, '写得太短');

export interface Addressee {
  readonly name: string;
  readonly phone: string;
  /** Region, if it stands apart, and address. */
  readonly address: string;
  readonly packs: number;
}
export interface AddressRow {
  /** As the spreadsheet shows it. */
  readonly row: number;
  readonly name: string;
  /** Null where something is wrong. */
  readonly addressee: Addressee | null;
  readonly problems: readonly string[];
}

/**
 * People of a list, an .xlsx or .csv file (UTF-8, GB 18030) whose first row names its columns: 姓名, 手机号, 地址, and perhaps 地区 and 份数, which is otherwise one. A formula is text,
 * nothing is computed. Who stands there twice, by name and phone or by phone and address, is named with the row of before. Throws `spreadsheet_invalid` with `details.reason`, and `import_too_large` past
 * 100,000 people.
 */
export async function readAddresses(file: Buffer): Promise<AddressRow[]> {
  const rows: AddressRow[] = [];
  const seen = new Map<string, number>();
  let places: Readonly<Record<ColumnName, number>> | undefined;
  try {
    for await (const { row, cells } of readRows(file, MAX_UNPACKED)) {
      const said = cells.map(clean);
      if (said.every((cell) => cell === '')) continue;
      if (!places) {
        places = placesOf(said);
        continue;
      }
      if (rows.length >= MOST_ADDRESSES) throw tooMany();
      rows.push(readRow(row, said, places, seen));
    }
  } catch (error) {
    throw error instanceof DomainError && error.code === 'import_file_invalid'
      ? new DomainError('spreadsheet_invalid', error.details)
      : error;
  }
  if (rows.length === 0) throw new DomainError('spreadsheet_invalid', { reason: '表格里没有收件人。' });
  return rows;
}

const tooMany = () =>
  new DomainError(
    'import_too_large',
    { limit: MOST_ADDRESSES },
    `名单超过 ${MOST_ADDRESSES} 人，没有读取，请拆分后分别发起。`,
  );

const clean = (cell: string): string =>
  plainWords(cell)
    .normalize('NFKC')
    .replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, 300);

function placesOf(cells: readonly string[]): Record<ColumnName, number> {
  const named = cells.map((cell) => cell.replaceAll(/[\s*]|[(（].*$/g, ''));
  const at = (column: ColumnName) => named.findIndex((name) => (NAMES[column] as readonly string[]).includes(name));
  const places = Object.fromEntries(COLUMNS.map((column) => [column, at(column)])) as Record<ColumnName, number>;
  const missing = (['name', 'phone', 'detail'] as const).filter((column) => places[column] < 0);
  if (missing.length > 0)
    throw new DomainError('spreadsheet_invalid', {
      reason: `第一行缺少列：${missing.map((column) => NAMES[column][0]).join('、')}。`,
    });
  return places;
}

function readRow(
  row: number,
  cells: readonly string[],
  places: Readonly<Record<ColumnName, number>>,
  seen: Map<string, number>,
): AddressRow {
  const cell = (column: ColumnName): string => cells[places[column]] ?? '';
  const phone = plainPhone(cell('phone')) ?? cell('phone');
  const address = [cell('region'), cell('detail')].filter(Boolean).join(' ');
  const written = cell('packs');
  const packs = written === '' ? 1 : Number(written);
  const problems: string[] = [];
  if ([cell('name'), phone, address].some((value) => /^[=＝]/.test(value))) problems.push('不能是公式');
  if (!Name.safeParse(cell('name')).success) problems.push('姓名：请填写，最多 30 个字');
  if (!Phone.safeParse(phone).success) problems.push(`电话：${PHONE_ADVICE}`);
  if (!Address.safeParse(address).success) problems.push('地址：请填写完整，最多 200 个字');
  if (!Number.isInteger(packs) || packs < 1 || packs > MOST_PACKS)
    problems.push(`份数：应为 1 至 ${MOST_PACKS} 的整数`);
  const person = { name: cell('name'), phone, address, packs };
  if (problems.length === 0) problems.push(...repeatedIn(seen, row, person));
  return { row, name: person.name.slice(0, 30), addressee: problems.length === 0 ? person : null, problems };
}

/** One person has one row: several packs stand in it. */
function repeatedIn(seen: Map<string, number>, row: number, { name, phone, address }: Addressee): string[] {
  for (const key of [`${name}|${phone}`, `${phone}|${address.replaceAll(' ', '')}`]) {
    const before = seen.get(key);
    if (before !== undefined && before !== row) return [`与第 ${before} 行重复，请合并份数`];
    seen.set(key, row);
  }
  return [];
}
