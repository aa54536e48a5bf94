import { looksRounded, plainWords } from '@yigou/contracts';
import { openTable } from './read-rows';
import type { TableFile, XlsxRow } from './read-xlsx';
import { unreadableFile } from './unreadable-file';

/** What a kind of table holds. */
export interface TableLayout<Column extends string> {
  /** The names that a column may have; what it is called here comes first and is its own. */
  readonly names: Readonly<Record<Column, readonly string[]>>;
  /** Those without which the file cannot be read. */
  readonly required: readonly Column[];
}

/** A row by the names of its columns: the number that the spreadsheet shows, and what a cell says, as {@link plainWords}; empty for a column that is not there. */
export interface NamedRow<Column extends string> {
  readonly row: number;
  readonly from1904: boolean;
  cell(name: Column): string;
  /** Columns whose number is not what was typed: more digits than a spreadsheet keeps. */
  readonly rounded: readonly Column[];
}

/** What stands in a table beside its header and its rows. */
export type SkippedKind = 'title' | 'hint' | 'total' | 'note' | 'header';
export interface SkippedRow {
  readonly row: number;
  readonly kind: SkippedKind;
  readonly said: string;
}

export interface NamedTable<Column extends string> {
  /** Where the header was found; the name is empty in a text file. */
  readonly sheet: string;
  readonly headerRow: number;
  /** Columns that were found, as the file calls them. */
  readonly found: readonly { readonly column: Column; readonly written: string }[];
  /** Columns of the file that nothing is read from. */
  readonly unread: readonly string[];
  /** Sheets that people see and that nothing is read from. */
  readonly otherSheets: readonly string[];
  /** The first hundred; complete once all rows were read. */
  readonly skipped: readonly SkippedRow[];
  rows(): AsyncGenerator<NamedRow<Column>>;
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
 * brackets behind a name are looked past. `maxUnpacked`: bytes of a workbook. Throws `import_file_invalid` with `details.reason`. To be closed.
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

interface Header<Column extends string> {
  readonly row: number;
  readonly cells: readonly string[];
  readonly places: ReadonlyMap<Column, number>;
}

async function findTable<Column extends string>(
  file: TableFile,
  layout: TableLayout<Column>,
): Promise<NamedTable<Column>> {
  let nearest: Header<Column> | undefined;
  for (const [at, sheet] of file.sheets.entries()) {
    const skipped: SkippedRow[] = [];
    for await (const { row, cells } of filled(file.rows(at), HEADER_WITHIN)) {
      const header = { row, cells, places: placesOf(cells, layout) };
      if (layout.required.every((column) => header.places.has(column))) {
        assertOnce(header, layout);
        const otherSheets = file.sheets.filter((_, other) => other !== at);
        return tableOf({ file, at, sheet, header, skipped, otherSheets }, layout);
      }
      if (!nearest || header.places.size > nearest.places.size) nearest = header;
      skipped.push({ row, kind: 'title', said: saidIn(cells) });
    }
  }
  if (!nearest) throw unreadableFile('文件是空的。');
  const { row, places } = nearest;
  const missing = layout.required.filter((column) => !places.has(column)).map((column) => layout.names[column][0]);
  throw unreadableFile(`第${row === 1 ? '一' : ` ${row} `}行缺少列：${missing.join('、')}。`);
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
  return {
    sheet,
    headerRow: header.row,
    otherSheets,
    skipped,
    found: [...header.places].map(([column, place]) => ({ column, written: header.cells[place] ?? '' })),
    unread: header.cells.filter((name, place) => name !== '' && !read.has(place)),
    close: () => file.close(),
    async *rows() {
      skipped.length = titles;
      for await (const line of filled(file.rows(at))) {
        if (line.row <= header.row) continue;
        const kind = kindOf(line.cells, header, layout);
        if (kind === null) yield namedRow(line, header.places);
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

const bareName = (cell: string): string =>
  cell
    .normalize('NFKC')
    .replaceAll(/[\s*:]|[([【].*$/gs, '')
    .toUpperCase();

function placesOf<Column extends string>(
  cells: readonly string[],
  { names }: TableLayout<Column>,
): ReadonlyMap<Column, number> {
  const named = cells.map(bareName);
  const places = new Map<Column, number>();
  for (const column of Object.keys(names) as Column[])
    for (const name of names[column]) {
      const place = named.indexOf(bareName(name));
      if (place === -1 || [...places.values()].includes(place)) continue;
      places.set(column, place);
      break;
    }
  return places;
}

function assertOnce<Column extends string>({ cells, places }: Header<Column>, { names }: TableLayout<Column>): void {
  const named = cells.map(bareName);
  for (const [column, place] of places) {
    const again = named.indexOf(named[place] ?? '', place + 1);
    if (again !== -1) throw unreadableFile(`第一行有重复的列名：${names[column][0]}。`);
  }
}

/** Null for a row of data. */
function kindOf<Column extends string>(
  cells: readonly string[],
  header: Header<Column>,
  { required }: TableLayout<Column>,
): SkippedKind | null {
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
): NamedRow<Column> {
  const cell = (name: Column) => cells[places.get(name) ?? -1] ?? '';
  const lost = [...places].flatMap(([name, place]) => (rounded?.has(place) || looksRounded(cell(name)) ? [name] : []));
  return { row, from1904: from1904 === true, cell, rounded: lost };
}

const saidIn = (cells: readonly string[]): string =>
  [...new Set(cells.filter((cell) => cell !== ''))].join(' ').slice(0, 60);
