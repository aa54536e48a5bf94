import { type Delimiter, headOf, markedEncoding, readCsv } from './read-csv';
import { openWorkbook, type TableFile, type XlsxRow } from './read-xlsx';

const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
const SAMPLE_LINES = 20;

/**
 * A table, at a path or in memory, told apart by content: a workbook, a CSV file whose cells commas or semicolons part, or text copied out of a spreadsheet, whose
 * cells tabs part. Text is one sheet without a name. `maxUnpacked`: bytes of the workbook. Throws `import_file_invalid` with `details.reason`.
 */
export async function openTable(source: string | Buffer, maxUnpacked?: number): Promise<TableFile> {
  const head = await headOf(source);
  if (head.subarray(0, 4).equals(ZIP)) return openWorkbook(source, maxUnpacked);
  const delimiter = delimiterOf(head);
  return { sheets: [''], rows: () => readCsv(source, delimiter), close: () => undefined };
}

/** Rows of the first sheet of a table; see {@link openTable}. */
export async function* readRows(source: string | Buffer, maxUnpacked?: number): AsyncGenerator<XlsxRow> {
  const table = await openTable(source, maxUnpacked);
  try {
    yield* table.rows(0);
  } finally {
    table.close();
  }
}

/** What stands in most of the first lines, and most often there: titles above a table have none of them, and lists within cells leave out the header. */
function delimiterOf(head: Buffer): Delimiter {
  // What parts cells is one byte in the other encodings, and no part of any character.
  const text = new TextDecoder(markedEncoding(head) ?? 'latin1').decode(head);
  const lines = text.split('\n').slice(0, SAMPLE_LINES);
  const weight = (mark: Delimiter) => {
    const counts = lines.map((line) => line.split(mark).length - 1).filter((count) => count > 0);
    return counts.length * 1e6 + counts.reduce((sum, count) => sum + count, 0);
  };
  if (lines[0]?.includes('\t')) return '\t';
  return ([',', '\t', ';'] as const).reduce((best, mark) => (weight(mark) > weight(best) ? mark : best));
}
