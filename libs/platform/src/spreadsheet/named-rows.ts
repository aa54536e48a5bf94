import { DomainError } from '@yigou/kernel';
import { readXlsx } from './read-xlsx';

/** A row by the names of its columns: the number that the spreadsheet shows, and what a cell says, trimmed and in NFKC; empty for a column that is not there. */
export interface NamedRow<Column extends string> {
  readonly row: number;
  cell(name: Column): string;
}
interface NamedSheet<Column extends string> {
  readonly columns: readonly Column[];
  /** Those without which the file cannot be read. */
  readonly required: readonly Column[];
  readonly maxRows: number;
  /** Bytes that the workbook may unpack to. */
  readonly maxUnpacked: number;
  /** Chinese, for a file of more rows. */
  readonly tooLarge: string;
}

/**
 * Rows of the first sheet of an .xlsx file whose first row names the columns; blanks and what stands in brackets behind a name are looked past. Empty rows are left out.
 * Throws `spreadsheet_invalid` with `details.reason` when the file cannot be read, lacks columns or has no row, and `import_too_large` with `details.limit`.
 */
export async function readNamedRows<Column extends string>(
  file: Buffer,
  { columns, required, maxRows, maxUnpacked, tooLarge }: NamedSheet<Column>,
): Promise<NamedRow<Column>[]> {
  const rows: NamedRow<Column>[] = [];
  let places: ReadonlyMap<Column, number> | undefined;
  try {
    for await (const { row, cells } of readXlsx(file, maxUnpacked)) {
      if (cells.every((cell) => cell.trim() === '')) continue;
      if (!places) {
        places = placesOf(cells, columns, required);
        continue;
      }
      if (rows.length >= maxRows) throw new DomainError('import_too_large', { limit: maxRows }, tooLarge);
      const at = places;
      rows.push({ row, cell: (name) => (cells[at.get(name) ?? -1] ?? '').normalize('NFKC').trim() });
    }
  } catch (error) {
    throw error instanceof DomainError && error.code === 'import_file_invalid'
      ? new DomainError('spreadsheet_invalid', error.details)
      : error;
  }
  if (rows.length === 0) throw new DomainError('spreadsheet_invalid', { reason: '表格里没有数据。' });
  return rows;
}

function placesOf<Column extends string>(
  cells: readonly string[],
  columns: readonly Column[],
  required: readonly Column[],
): Map<Column, number> {
  const named = cells.map((cell) => cell.normalize('NFKC').replaceAll(/[\s*]|[(（].*$/g, ''));
  const places = new Map(
    columns.flatMap((column) => (named.includes(column) ? [[column, named.indexOf(column)] as const] : [])),
  );
  const missing = required.filter((name) => !places.has(name));
  if (missing.length > 0)
    throw new DomainError('spreadsheet_invalid', { reason: `第一行缺少列：${missing.join('、')}。` });
  return places;
}
