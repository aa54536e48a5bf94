import { looksRounded, plainWords, REFUSED_REASON, type SkippedRowKind, type TableReading } from '@yigou/contracts';
import { openTable } from './read-rows';
import type { TableFile, XlsxRow } from './read-xlsx';
import {
  bareName,
  type Header,
  headerOf,
  lacking,
  likeness,
  missingIn,
  nameTwice,
  readingOf,
  repeated,
  type TableLayout,
} from './table-columns';
import { unreadableFile } from './unreadable-file';

/** A row by the names of its columns: the number that the spreadsheet shows, and what a cell says, as {@link plainWords}; empty for a column that is not there. */
export interface NamedRow<Column extends string> {
  readonly row: number;
  readonly from1904: boolean;
  cell(name: Column): string;
  /** Columns whose number is not what was typed: more digits than a spreadsheet keeps. */
  readonly rounded: readonly Column[];
  /**
   * What stands in the columns of {@link NamedTable.header}, read or not, as plain words. A number that was rounded stands there as a spreadsheet shows such a one
   * (`5.22328E+17`), so that it is refused when it comes again.
   */
  written(): readonly string[];
}

export interface SkippedRow {
  readonly row: number;
  readonly kind: SkippedRowKind;
  readonly said: string;
}

export interface NamedTable<Column extends string> {
  /** Where the header was found; the name is empty in a text file. */
  readonly sheet: string;
  readonly headerRow: number;
  /** All columns, as the file calls them; but for the reasons of an earlier refusal. */
  readonly header: readonly string[];
  /** Columns that were found, as the file calls them. */
  readonly found: readonly { readonly column: Column; readonly written: string }[];
  /** Columns of the file that nothing is read from. */
  readonly unread: readonly string[];
  /** Sheets that people see and that nothing is read from. */
  readonly otherSheets: readonly string[];
  /** The first hundred; complete once all rows were read. */
  readonly skipped: readonly SkippedRow[];
  rows(): AsyncGenerator<NamedRow<Column>>;
  /** All of that, for who sent the file; complete once all rows were read. */
  reading(): TableReading;
  close(): void;
}

/** So many rows with something in them may stand above a header. */
const HEADER_WITHIN = 30;
const MOST_SKIPPED = 100;
const HINT =
  /^(?:[（(【[].*[)）】\]]|(?:必填|选填|可选|非必填|可不填|文本|数字|日期|下拉选择?)项?|(?:例|例如|如|示例|格式|填写说明|说明|提示)\s*[:：].*|请(?:填|选|输入).*)$/s;
const TOTAL = /^[（(【[]?\s*(?:合\s*计|总\s*计|小\s*计|共\s*计|累\s*计|本页合计|本页小计|总数)/;
const NOTE =
  /^(?:填[表报][人单日]|制表|编制|审核|复核|审批|经办|负责人|联系人|单位负责人|打印|备注|注|说明)[^:：]{0,8}[:：]/;

/**
 * The table of a file: its header is the first row, among the first of each sheet that people see, that names all required columns; marks, blanks and what stands in
 * brackets behind a name are looked past. `maxUnpacked`: bytes of a workbook. Throws `import_file_invalid` with `details.reason`, and with `details.reading` where columns are missing
 * or stand there twice. To be closed.
 */
export async function openNamedTable<Column extends string>(
  source: string | Buffer,
  layout: TableLayout<Column>,
  maxUnpacked?: number,
): Promise<NamedTable<Column>> {
  const file = await openTable(source, maxUnpacked);
  try {
    return await findTable(file, layout);
  } catch (error) {
    file.close();
    throw error;
  }
}

async function findTable<Column extends string>(
  file: TableFile,
  layout: TableLayout<Column>,
): Promise<NamedTable<Column>> {
  let nearest: { readonly header: Header<Column>; readonly reading: TableReading } | undefined;
  for (const [at, sheet] of file.sheets.entries()) {
    const otherSheets = file.sheets.filter((_, other) => other !== at);
    const skipped: SkippedRow[] = [];
    for await (const { row, cells } of filled(file.rows(at), HEADER_WITHIN)) {
      const header = headerOf(row, cells, layout);
      if (missingIn(header, layout).length === 0) {
        const twice = nameTwice(header);
        const reading = readingOf(header, layout, { sheet, otherSheets });
        if (twice) throw repeated(layout.names[twice][0] ?? '', reading);
        return tableOf({ file, at, sheet, header, skipped, otherSheets }, layout);
      }
      if (!nearest || likeness(header) > likeness(nearest.header))
        nearest = { header, reading: { ...readingOf(header, layout, { sheet, otherSheets }), skipped: [...skipped] } };
      skipped.push({ row, kind: 'title', said: saidIn(cells) });
    }
  }
  if (!nearest) throw unreadableFile('文件是空的。');
  const missing = missingIn(nearest.header, layout).map((column) => layout.names[column][0] ?? '');
  throw lacking(missing, nearest.reading);
}

function tableOf<Column extends string>(
  table: {
    readonly file: TableFile;
    readonly at: number;
    readonly sheet: string;
    readonly header: Header<Column>;
    readonly skipped: SkippedRow[];
    readonly otherSheets: readonly string[];
  },
  layout: TableLayout<Column>,
): NamedTable<Column> {
  const { file, at, sheet, header, skipped, otherSheets } = table;
  const titles = skipped.length;
  const read = new Set(header.places.values());
  const kept = [...header.cells.keys()].filter((place) => read.has(place) || header.cells[place] !== REFUSED_REASON);
  return {
    sheet,
    headerRow: header.row,
    header: kept.map((place) => header.cells[place] ?? ''),
    otherSheets,
    skipped,
    found: [...header.places].map(([column, place]) => ({ column, written: header.cells[place] ?? '' })),
    unread: header.cells.filter((name, place) => name !== '' && !read.has(place)),
    reading: () => ({ ...readingOf(header, layout, table), skipped: [...skipped] }),
    close: () => file.close(),
    async *rows() {
      skipped.length = titles;
      for await (const line of filled(file.rows(at))) {
        if (line.row <= header.row) continue;
        const kind = kindOf(line.cells, header, layout);
        if (kind === null) yield namedRow(line, header.places, kept);
        else if (skipped.length < MOST_SKIPPED) skipped.push({ row: line.row, kind, said: saidIn(line.cells) });
      }
    },
  };
}

/** Rows with something in them, their cells in plain words. */
async function* filled(rows: AsyncGenerator<XlsxRow>, most = Infinity): AsyncGenerator<XlsxRow> {
  let count = 0;
  for await (const line of rows) {
    const cells = line.cells.map(plainWords);
    if (cells.every((cell) => cell === '')) continue;
    yield { ...line, cells };
    if ((count += 1) >= most) return;
  }
}

/** Null for a row of data. */
function kindOf<Column extends string>(
  cells: readonly string[],
  header: Header<Column>,
  { required }: TableLayout<Column>,
): SkippedRowKind | null {
  const said = cells.filter((cell) => cell !== '');
  const under = (column: Column) => cells[header.places.get(column) ?? -1] ?? '';
  if ([...header.places].every(([, place]) => bareName(cells[place] ?? '') === bareName(header.cells[place] ?? '')))
    return 'header';
  if (said.every((cell) => HINT.test(cell))) return 'hint';
  // What is whole is data, whatever it is called.
  if (required.every((column) => under(column) !== '')) return null;
  if (TOTAL.test(said[0] ?? '')) return 'total';
  return NOTE.test(said[0] ?? '') ? 'note' : null;
}

function namedRow<Column extends string>(
  { row, cells, rounded, from1904 }: XlsxRow,
  places: ReadonlyMap<Column, number>,
  kept: readonly number[],
): NamedRow<Column> {
  const cell = (name: Column) => cells[places.get(name) ?? -1] ?? '';
  const lost = [...places].flatMap(([name, place]) => (rounded?.has(place) || looksRounded(cell(name)) ? [name] : []));
  const written = () =>
    kept.map((place) =>
      rounded?.has(place) ? Number(cells[place]).toExponential().toUpperCase() : (cells[place] ?? ''),
    );
  return { row, from1904: from1904 === true, cell, rounded: lost, written };
}

const saidIn = (cells: readonly string[]): string =>
  [...new Set(cells.filter((cell) => cell !== ''))].join(' ').slice(0, 60);
