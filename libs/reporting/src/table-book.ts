import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { type Cell, type CellKind, cellOf, NUMBER_FORMATS } from './cells';

/** A sheet whose rows are at hand. */
export interface Table {
  readonly name: string;
  readonly columns: readonly { readonly title: string; readonly kind: CellKind; readonly width: number }[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export const column = (title: string, width: number) => ({ title, kind: 'text', width }) as const;
export const count = (title: string) => ({ title, kind: 'count', width: 12 }) as const;

/** Writes short tables as one .xlsx, a sheet each, and ends the stream; returns the number of rows. */
export async function writeTables(output: Writable, tables: readonly Table[]): Promise<number> {
  const { default: excel } = await import('exceljs');
  const book = new excel.Workbook();
  book.creator = '益购';
  for (const { name, columns, rows } of tables) {
    const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = columns.map(({ title, kind, width }) => ({
      header: title,
      width,
      style: { numFmt: NUMBER_FORMATS[kind] },
    }));
    sheet.getRow(1).font = { bold: true };
    for (const row of rows)
      sheet.addRow(row.map((value, index): Cell => cellOf(columns[index]?.kind ?? 'text', value)));
  }
  output.end(Buffer.from(await book.xlsx.writeBuffer()));
  await once(output, 'finish');
  return tables.reduce((total, { rows }) => total + rows.length, 0);
}
