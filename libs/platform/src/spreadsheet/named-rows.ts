import { DomainError } from '@yigou/kernel';
import type { RefusedRows, TableReading } from '@yigou/contracts';
import { type NamedRow, openNamedTable } from './named-table';
import type { TableLayout } from './table-columns';

interface NamedSheet<Column extends string> extends TableLayout<Column> {
  readonly maxRows: number;
  /** Bytes that the workbook may unpack to. */
  readonly maxUnpacked: number;
  /** Chinese, for a file of more rows. */
  readonly tooLarge: string;
}

/** Rows of a small table, and how it was understood. */
export interface NamedRows<Column extends string> {
  readonly rows: readonly NamedRow<Column>[];
  readonly reading: TableReading;
  /** Those of them that were refused, by their number, with the reason. */
  refused(reasons: ReadonlyMap<number, string>): RefusedRows;
}

/** Of refused rows: merged cells and shared texts stand in a file once and in its rows many times. */
const MOST_CHARACTERS = 2_000_000;

/**
 * Rows of a small table in memory, their cells in NFKC; see {@link openNamedTable}. Throws `spreadsheet_invalid` with `details.reason` when the file cannot be read, lacks columns or has no
 * row, with `details.reading` where a header was found, and `import_too_large` with `details.limit`.
 */
export async function readNamedRows<Column extends string>(
  file: Buffer,
  { maxRows, maxUnpacked, tooLarge, ...layout }: NamedSheet<Column>,
): Promise<NamedRows<Column>> {
  const rows: NamedRow<Column>[] = [];
  let reading: TableReading;
  let header: readonly string[];
  try {
    const table = await openNamedTable(file, layout, maxUnpacked);
    try {
      for await (const row of table.rows()) {
        if (rows.length >= maxRows) throw new DomainError('import_too_large', { limit: maxRows }, tooLarge);
        rows.push({ ...row, cell: (name) => row.cell(name).normalize('NFKC').trim() });
      }
      reading = table.reading();
      ({ header } = table);
    } finally {
      table.close();
    }
  } catch (error) {
    throw error instanceof DomainError && error.code === 'import_file_invalid'
      ? new DomainError('spreadsheet_invalid', error.details)
      : error;
  }
  if (rows.length === 0) throw new DomainError('spreadsheet_invalid', { reason: '表格里没有数据。', reading });
  return { rows, reading, refused: (reasons) => refusedOf(header, rows, reasons) };
}

function refusedOf(
  header: readonly string[],
  rows: readonly NamedRow<string>[],
  reasons: ReadonlyMap<number, string>,
): RefusedRows {
  const refused: RefusedRows = { header: [...header], rows: [], more: 0 };
  let room = MOST_CHARACTERS;
  for (const { row, written } of rows) {
    const reason = reasons.get(row);
    if (reason === undefined) continue;
    const cells = [...written()];
    room -= cells.reduce((sum, cell) => sum + cell.length, reason.length);
    if (room < 0) refused.more += 1;
    else refused.rows.push({ cells, reason });
  }
  return refused;
}

/** A layout whose columns are called what they are. */
export const namedAlike = <Column extends string>(columns: readonly Column[]): Record<Column, readonly string[]> =>
  Object.fromEntries(columns.map((column) => [column, [column]])) as unknown as Record<Column, readonly string[]>;
