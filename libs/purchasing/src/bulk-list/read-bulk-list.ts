import type { WantedGood } from '@yigou/catalogue';
import { BULK_LIST_ROWS, plainWords } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import { readRows } from '@yigou/platform';

/** What a workbook of that many lines may unpack to, in bytes. */
const MAX_UNPACKED = 50 * 1024 * 1024;
/** Of a quantity of pieces. */
const MOST_PIECES = 9_999;
const MAX_WORDS = 120;

/** A line of a list as it was written. */
export interface WrittenLine extends WantedGood {
  readonly row: number;
  readonly written: string;
  /** Null where it is no number of pieces. */
  readonly quantity: number | null;
}

const COLUMNS = {
  code: ['编码', '货号', '商家编码', '自编码', '商品编码', 'SKU编码', 'SKU', '商品编号'],
  name: ['商品', '商品名称', '品名', '名称', '产品', '产品名称'],
  sku: ['规格', '规格名称', '包装'],
  quantity: ['数量', '采购数量', '件数', '订购数量'],
} as const;
type ColumnName = keyof typeof COLUMNS;
type Columns = Readonly<Record<ColumnName, number>>;
const NONE = -1;

/**
 * Lines of a list of goods: with a header in any order of columns, or without one as name, perhaps SKU, and quantity last. Formulas are text or their stored result,
 * nothing is computed. Throws `spreadsheet_invalid` with `details.reason`, and `import_too_large` past {@link BULK_LIST_ROWS}.
 */
export async function readBulkList(file: Buffer): Promise<WrittenLine[]> {
  const lines: WrittenLine[] = [];
  let columns: Columns | null | undefined;
  try {
    for await (const { row, cells } of readRows(file, MAX_UNPACKED)) {
      const said = cells.map(clean);
      if (said.every((cell) => cell === '')) continue;
      if (columns === undefined) {
        columns = headerOf(said);
        if (columns) continue;
      }
      if (lines.length >= BULK_LIST_ROWS) throw tooLong();
      lines.push(lineOf(row, columns ? cellsUnder(columns, said) : cellsAsTheyStand(said)));
    }
  } catch (error) {
    throw error instanceof DomainError && error.code === 'import_file_invalid'
      ? new DomainError('spreadsheet_invalid', error.details)
      : error;
  }
  if (lines.length === 0) throw new DomainError('spreadsheet_invalid', { reason: '清单里没有商品。' });
  return lines;
}

const tooLong = () =>
  new DomainError(
    'import_too_large',
    { limit: BULK_LIST_ROWS },
    `清单超过 ${BULK_LIST_ROWS} 行，没有读取，请拆分后再传。`,
  );

/** One line, without what cannot be seen and what only guards a cell; longer than any name is no name. */
const clean = (cell: string): string =>
  plainWords(cell)
    .normalize('NFC')
    .replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, MAX_WORDS);

/** Null for a first line that is a good already. */
function headerOf(cells: readonly string[]): Columns | null {
  const named = cells.map((cell) =>
    cell
      .normalize('NFKC')
      .replaceAll(/\s|[(（].*$/g, '')
      .toUpperCase(),
  );
  const place = (column: ColumnName) =>
    named.findIndex((name) => (COLUMNS[column] as readonly string[]).includes(name));
  const columns = { code: place('code'), name: place('name'), sku: place('sku'), quantity: place('quantity') };
  const goods = columns.code !== NONE || columns.name !== NONE;
  if (!goods && columns.quantity === NONE) return null;
  if (!goods) throw new DomainError('spreadsheet_invalid', { reason: '第一行缺少列：商品名称或编码。' });
  if (columns.quantity === NONE) throw new DomainError('spreadsheet_invalid', { reason: '第一行缺少列：数量。' });
  return columns;
}

type Cells = Readonly<Record<ColumnName, string>>;

const cellsUnder = ({ code, name, sku, quantity }: Columns, cells: readonly string[]): Cells => ({
  code: cells[code] ?? '',
  name: cells[name] ?? '',
  sku: cells[sku] ?? '',
  quantity: cells[quantity] ?? '',
});

/** The quantity is what stands last; in one cell, what stands last in it. */
function cellsAsTheyStand(cells: readonly string[]): Cells {
  const said = cells.filter((cell) => cell !== '');
  const words = said.length === 1 ? /^(.+?) (\S+)$/u.exec(said[0] ?? '')?.slice(1) : said;
  const [name = said[0] ?? '', sku = ''] = words?.slice(0, -1) ?? [];
  return { code: '', name, sku, quantity: words?.at(-1) ?? '' };
}

const lineOf = (row: number, { code, name, sku, quantity }: Cells): WrittenLine => ({
  row,
  code: code.normalize('NFKC'),
  name,
  sku,
  written: quantity,
  quantity: piecesOf(quantity),
});

/** Full-width digits, ￥, thousands separators and blanks are taken off; null for what is no whole number from 1 to 9,999. */
export function piecesOf(written: string): number | null {
  const digits = written.normalize('NFKC').replaceAll(/[¥,\s]/g, '');
  if (!/^\d{1,9}(?:\.0{1,9})?$/.test(digits)) return null;
  const pieces = Number(digits);
  return pieces >= 1 && pieces <= MOST_PIECES ? pieces : null;
}
