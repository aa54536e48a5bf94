import { Injectable } from '@nestjs/common';
import type { CertificateStatus, ExportFilters, ExportKind, OrderQuery } from '@yigou/contracts';
import type { Jurisdiction } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, Filter, marketDay } from '@yigou/platform';
import type ExcelJS from 'exceljs';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { cellOf, NUMBER_FORMATS } from './cells';
import {
  type AdminExport,
  adminSheet,
  type Column,
  openCertificateSheet,
  orderSheet,
  type Sheet,
} from './export-sheets';
import { streamedRows } from './streamed-rows';

export const MAX_EXPORT_ROWS = 100_000;
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/**
 * Each export holds a connection while its reader takes the file; the others are for people who wait. Strangers do not take the places of
 * those who work here.
 */
const MAX_AT_ONCE = { staff: 3, public: 1 } as const;
const BATCH = 500;
/** The longest that an export may hold its connection, also for a reader on a slow line. */
const TIME_LIMIT_MS = 5 * 60_000;

/** A file that is about to be written, row by row as the database gives them. */
export interface ExportFile {
  /** `益购-订单-20201123.xlsx` */
  readonly fileName: string;
  /** Writes the whole file and ends the stream; returns the number of data rows. Rejects when the reader goes away. */
  write(output: Writable): Promise<number>;
  /** It is not written after all: its place is free. Left out where none is taken. */
  drop?(): void;
}

/** Console tables as .xlsx, streamed: memory stays flat however long the table is. */
@Injectable()
export class Exports {
  private readonly running = { staff: 0, public: 0 };

  constructor(private readonly db: Database) {}

  /** Throws `rate_limited` while several exports are being written. */
  admin<K extends ExportKind>(kind: K, scope: Jurisdiction, query: ExportFilters<K>): ExportFile {
    const filter = new Filter();
    return this.file(filter, adminSheet(filter, { kind, query } as AdminExport, scope));
  }

  /** A supplier's own orders, filtered and ordered as its list is. */
  supplierOrders(supplierId: string, query: OrderQuery): ExportFile {
    const filter = new Filter();
    return this.file(filter, orderSheet(filter, { supplierId }, query));
  }

  /** The certified catalogue for everybody; one at a time. */
  openCertificates(query: { region?: string | undefined; status?: CertificateStatus | undefined }): ExportFile {
    const filter = new Filter();
    return this.file(filter, openCertificateSheet(filter, query), 'public');
  }

  private file(filter: Filter, sheet: Sheet, lane: keyof typeof MAX_AT_ONCE = 'staff'): ExportFile {
    if (this.running[lane] >= MAX_AT_ONCE[lane]) throw new DomainError('rate_limited', { retryAfter: 10 });
    // Taken as it is looked at: of many who ask at once none slips through.
    this.running[lane] += 1;
    const drop = (): void => void (this.running[lane] -= 1);
    const day = marketDay(new Date()).replaceAll('-', '');
    return {
      drop,
      fileName: `益购-${sheet.name}-${day}.xlsx`,
      write: async (output) => {
        try {
          return await this.write(filter, sheet, output);
        } catch (error) {
          output.destroy(error instanceof Error ? error : undefined);
          throw error;
        } finally {
          drop();
        }
      },
    };
  }

  private async write(filter: Filter, sheet: Sheet, output: Writable): Promise<number> {
    // Settles when the reader has the whole file, went away, or took too long: whatever waits for the reader races with it.
    const taken = finished(output, { readable: false, signal: AbortSignal.timeout(TIME_LIMIT_MS) });
    taken.catch(() => undefined);
    // Loaded when somebody exports: it takes 40 MB and half a second.
    const { default: excel } = await import('exceljs');
    const writer = new SheetWriter(excel, sheet, output, taken);
    const statement = { text: selectOf(filter, sheet), values: filter.values };
    const written = await streamedRows(this.db, statement, TIME_LIMIT_MS, (rows) => writer.rows(rows));
    await writer.end();
    return written;
  }
}

function selectOf(filter: Filter, { source, order, columns }: Sheet): string {
  const limit = filter.bind(MAX_EXPORT_ROWS + 1);
  return `SELECT ${columns.map((one) => one.value).join(', ')} FROM ${source} WHERE ${filter.sql} ORDER BY ${order} LIMIT ${limit}`;
}

/** The one sheet of a file: header row kept in sight, filters, a format for each column. */
class SheetWriter {
  private readonly book: ExcelJS.stream.xlsx.WorkbookWriter;
  private readonly page: ExcelJS.Worksheet;

  constructor(
    excel: typeof ExcelJS,
    private readonly sheet: Sheet,
    private readonly output: Writable,
    private readonly taken: Promise<void>,
  ) {
    this.book = new excel.stream.xlsx.WorkbookWriter({ stream: output, useStyles: true, useSharedStrings: false });
    this.book.creator = '益购';
    const views: ExcelJS.WorksheetView[] = [{ state: 'frozen', ySplit: 1 } as ExcelJS.WorksheetView];
    this.page = this.book.addWorksheet(sheet.name, { views });
    this.page.columns = sheet.columns.map((one) => ({
      header: one.title,
      width: one.width,
      style: { numFmt: NUMBER_FORMATS[one.kind] },
    }));
    this.page.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: sheet.columns.length } };
    const header = this.page.getRow(1);
    header.font = { bold: true };
    header.commit();
  }

  /** Returns how many rows it wrote; past the limit a last row says that there are more. */
  async rows(rows: AsyncIterable<unknown[]>): Promise<number> {
    let written = 0;
    for await (const row of rows) {
      if (written === MAX_EXPORT_ROWS) {
        const limit = MAX_EXPORT_ROWS.toLocaleString('en');
        this.page.addRow([`仅导出前 ${limit} 行，其余未导出：请缩小筛选范围后再次导出。`]).commit();
        break;
      }
      this.add(row.map((value, index) => cellAt(this.sheet.columns[index] as Column, value)));
      written += 1;
      if (written % BATCH === 0) await this.drained();
    }
    return written;
  }

  /** The cells of a column share its style as one object: the library writes out every style object that it has not met, in order to compare it. */
  private add(values: unknown[]): void {
    const row = this.page.addRow(values);
    row.eachCell({ includeEmpty: true }, (cell, at) => {
      cell.style = this.page.getColumn(at).style;
    });
    row.commit();
  }

  /** The library itself never waits for the reader. */
  private async drained(): Promise<void> {
    if (this.output.destroyed) await this.taken;
    if (this.output.writableNeedDrain) await Promise.race([once(this.output, 'drain'), this.taken]);
  }

  async end(): Promise<void> {
    await Promise.race([this.book.commit(), this.taken]);
  }
}

function cellAt(column: Column, value: unknown) {
  const { words } = column;
  if (!words || value === null) return cellOf(column.kind, value);
  const codes = Array.isArray(value) ? value : [value];
  return cellOf(column.kind, codes.map((code) => words[String(code)] ?? String(code)).join('、'));
}
