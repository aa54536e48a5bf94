import { type Delimiter, markedEncoding, readCsv } from './read-csv';
import { readXlsx, type XlsxRow } from './read-xlsx';

const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
/** As much of a text as shows what parts its cells. */
const SAMPLE = 16 * 1024;
const SAMPLE_LINES = 20;

/** Whether these first bytes are of a zip file, as a workbook is. */
export const isWorkbook = (head: Buffer): boolean => head.subarray(0, 4).equals(ZIP);

/**
 * Rows of a small table in memory, told apart by content: a workbook, a CSV file whose cells commas or semicolons part, or text copied out of a spreadsheet, whose
 * cells tabs part. `maxUnpacked`: bytes of the workbook. Throws `import_file_invalid` with `details.reason`.
 */
export function readRows(file: Buffer, maxUnpacked: number): AsyncGenerator<XlsxRow> {
  return isWorkbook(file) ? readXlsx(file, maxUnpacked) : readCsv(file, delimiterOf(file));
}

/** Tabs where the first line has one; otherwise what the first lines have most of: titles above a table have none of them. */
function delimiterOf(file: Buffer): Delimiter {
  const head = file.subarray(0, SAMPLE);
  // What parts cells is one byte in the other encodings, and no part of any character.
  const text = new TextDecoder(markedEncoding(head) ?? 'latin1').decode(head);
  const lines = text.split('\n').slice(0, SAMPLE_LINES);
  if (lines[0]?.includes('\t')) return '\t';
  const sample = lines.join('\n');
  const count = (mark: string) => sample.split(mark).length - 1;
  const [tabs, semicolons, commas] = [count('\t'), count(';'), count(',')];
  if (tabs > Math.max(semicolons, commas)) return '\t';
  return semicolons > commas ? ';' : ',';
}
