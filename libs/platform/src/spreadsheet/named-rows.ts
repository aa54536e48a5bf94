import { DomainError } from '@yigou/kernel';
import { type NamedRow, openNamedTable, type TableLayout } from './named-table';

interface NamedSheet<Column extends string> extends TableLayout<Column> {
  readonly maxRows: number;
  /** Bytes that the workbook may unpack to. */
  readonly maxUnpacked: number;
  /** Chinese, for a file of more rows. */
  readonly tooLarge: string;
}

/**
 * Rows of a small table in memory, their cells in NFKC; see {@link openNamedTable}. Throws `spreadsheet_invalid` with `details.reason` when the file cannot be read, lacks columns or has no
 * row, and `import_too_large` with `details.limit`.
 */
export async function readNamedRows<Column extends string>(
  file: Buffer,
  { maxRows, maxUnpacked, tooLarge, ...layout }: NamedSheet<Column>,
): Promise<NamedRow<Column>[]> {
  const rows: NamedRow<Column>[] = [];
  try {
    const table = await openNamedTable(file, layout, maxUnpacked);
    try {
      for await (const row of table.rows()) {
        if (rows.length >= maxRows) throw new DomainError('import_too_large', { limit: maxRows }, tooLarge);
        rows.push({ ...row, cell: (name) => row.cell(name).normalize('NFKC').trim() });
      }
    } finally {
      table.close();
    }
  } catch (error) {
    throw error instanceof DomainError && error.code === 'import_file_invalid'
      ? new DomainError('spreadsheet_invalid', error.details)
      : error;
  }
  if (rows.length === 0) throw new DomainError('spreadsheet_invalid', { reason: '表格里没有数据。' });
  return rows;
}

/** A layout whose columns are called what they are. */
export const namedAlike = <Column extends string>(columns: readonly Column[]): Record<Column, readonly string[]> =>
  Object.fromEntries(columns.map((column) => [column, [column]])) as unknown as Record<Column, readonly string[]>;
