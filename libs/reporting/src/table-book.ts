import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { type Cell, type CellKind, cellOf, NUMBER_FORMATS } from './cells';

/** A sheet whose rows are at hand. */
export interface Table {
  readonly name: string;
  readonly columns: readonly { readonly title: string; readonly kind: CellKind; readonly width: number }[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

const ROWS_A_TURN = 500;

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

/** Writes one table that may be long as an .xlsx, row by row, and ends the stream; returns the number of rows. Rejects when the reader goes away. */
export async function streamTable(output: Writable, { name, columns, rows }: Table): Promise<number> {
  const { default: excel } = await import('exceljs');
  const taken = finished(output, { readable: false });
  taken.catch(() => undefined);
  const book = new excel.stream.xlsx.WorkbookWriter({ stream: output, useStyles: true, useSharedStrings: false });
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.columns = columns.map(({ title, kind, width }) => ({
    header: title,
    width,
    style: { numFmt: NUMBER_FORMATS[kind] },
  }));
  sheet.getRow(1).font = { bold: true };
  for (const [at, row] of rows.entries()) {
    sheet.addRow(row.map((value, index): Cell => cellOf(columns[index]?.kind ?? 'text', value))).commit();
    // Whoever else is served has a turn, and what was written goes out.
    if (at % ROWS_A_TURN === 0) await setImmediate();
    // The library itself never waits for the reader.
    if (output.destroyed) await taken;
    if (output.writableNeedDrain) await Promise.race([once(output, 'drain'), taken]);
  }
  sheet.commit();
  await Promise.race([book.commit(), taken]);
  return rows.length;
}
