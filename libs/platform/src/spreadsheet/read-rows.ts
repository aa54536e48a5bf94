import { readCsv } from './read-csv';
import { readXlsx } from './read-xlsx';

const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04]);

/** Whether these first bytes are of a zip file, as a workbook is. */
export const isWorkbook = (head: Buffer): boolean => head.subarray(0, 4).equals(ZIP);

/**
 * Rows of a small table in memory, told apart by content: a workbook, a CSV file, or text copied out of a spreadsheet, whose cells tabs part. `maxUnpacked`: bytes of
 * the workbook. Throws `import_file_invalid` with `details.reason`.
 */
export function readRows(file: Buffer, maxUnpacked: number): AsyncGenerator<{ row: number; cells: string[] }> {
  if (isWorkbook(file)) return readXlsx(file, maxUnpacked);
  const end = file.indexOf('\n');
  // A tab is one byte in both encodings, and no part of any character.
  return readCsv(file, file.subarray(0, end === -1 ? file.length : end).includes('\t') ? '\t' : ',');
}
