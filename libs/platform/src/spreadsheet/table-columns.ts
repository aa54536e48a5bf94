import { COLUMN_NAME_LENGTH, type ColumnChoice, type TableReading } from '@yigou/contracts';
import { unreadableFile } from './unreadable-file';

/** What a kind of table holds. */
export interface TableLayout<Column extends string> {
  /** The names that a column may have; what it is called here comes first and is its own. */
  readonly names: Readonly<Record<Column, readonly string[]>>;
  /** Those without which the file cannot be read. */
  readonly required: readonly Column[];
  /** What the sender said of columns, by their own names; it goes before `names`. A name that the table does not have says nothing. */
  readonly mapping?: readonly ColumnChoice[];
}

export interface Header<Column extends string> {
  readonly row: number;
  readonly cells: readonly string[];
  readonly places: ReadonlyMap<Column, number>;
  /** Cells of which the mapping says what they are. */
  readonly told: ReadonlySet<number>;
}

const MOST_COLUMNS = 200;
const MOST_SHEETS = 50;

/** What is compared of a column's name: no blanks, marks and brackets. */
export const bareName = (cell: string): string =>
  cell
    .normalize('NFKC')
    .replaceAll(/[\s*:]|[([【].*$/gs, '')
    .toUpperCase();
/** On one line and cut, never within a character: as it is shown and remembered. */
const writtenName = (cell: string): string =>
  cell
    .replaceAll(/\s+/g, ' ')
    .slice(0, COLUMN_NAME_LENGTH)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();
/** What is compared of a name that was remembered: brackets may be all in which two differ (金额（元）, 金额（万元）). */
const wholeName = (cell: string): string => writtenName(cell).normalize('NFKC').replaceAll(/[\s*]/g, '').toUpperCase();

/** What a row would be read as, were it the header. */
export function headerOf<Column extends string>(
  row: number,
  cells: readonly string[],
  { names, mapping = [] }: TableLayout<Column>,
): Header<Column> {
  const columns = Object.keys(names) as Column[];
  const byName = new Map(columns.map((column) => [names[column][0], column]));
  const choices = new Map(mapping.map(({ written, column }) => [wholeName(written), column]));
  const [places, told] = [new Map<Column, number>(), new Set<number>()];
  for (const [place, cell] of cells.entries()) {
    const choice = cell === '' ? undefined : choices.get(wholeName(cell));
    const column = byName.get(choice ?? '');
    if (choice === undefined || (choice !== null && !column)) continue;
    told.add(place);
    if (column && !places.has(column)) places.set(column, place);
  }
  const named = cells.map((cell, place) => (told.has(place) ? null : bareName(cell)));
  for (const column of columns)
    for (const name of places.has(column) ? [] : names[column]) {
      const place = named.indexOf(bareName(name));
      if (place === -1 || [...places.values()].includes(place)) continue;
      places.set(column, place);
      break;
    }
  return { row, cells, places, told };
}

/** Which name stands in the header twice, where one of the two is read. */
export function nameTwice<Column extends string>({ cells, places, told }: Header<Column>): Column | null {
  const named = cells.map((cell, place) => (told.has(place) ? `=${wholeName(cell)}` : bareName(cell)));
  for (const [column, place] of places) if (named.indexOf(named[place] ?? '', place + 1) !== -1) return column;
  return null;
}

export const missingIn = <Column extends string>(
  { places }: Header<Column>,
  { required }: TableLayout<Column>,
): readonly Column[] => required.filter((column) => !places.has(column));

/** How much a row is like a header: how many of its names are known, then how much is written in it. */
export const likeness = ({ places, cells }: Header<string>): number =>
  places.size * 1_000 + Math.min(new Set(cells.filter((cell) => cell !== '')).size, 999);

/** How a table with this header is understood. */
export function readingOf<Column extends string>(
  { row, cells, places }: Header<Column>,
  { names, required, mapping = [] }: TableLayout<Column>,
  around: Pick<TableReading, 'sheet'> & { readonly otherSheets: readonly string[] },
): TableReading {
  const columnAt = new Map([...places].map(([column, place]) => [place, names[column][0] ?? null]));
  return {
    sheet: around.sheet,
    headerRow: row,
    columns: cells
      .flatMap((cell, place) =>
        cell === '' ? [] : [{ written: writtenName(cell), column: columnAt.get(place) ?? null }],
      )
      .slice(0, MOST_COLUMNS),
    fields: (Object.keys(names) as Column[]).map((column) => ({
      label: names[column][0] ?? '',
      required: required.includes(column),
    })),
    otherSheets: around.otherSheets.slice(0, MOST_SHEETS),
    skipped: [],
    remembered: mapping.map(({ written: name, column }) => ({ written: name, column })),
  };
}

const rowWords = (row: number): string => (row === 1 ? '第一行' : `第 ${row} 行`);

/** The refusal of a table that lacks columns, with how it was understood. */
export const lacking = (columns: readonly string[], reading: TableReading) =>
  unreadableFile(`${rowWords(reading.headerRow)}缺少列：${columns.join('、')}。`, { reading });

export const repeated = (column: string, reading: TableReading) =>
  unreadableFile(`${rowWords(reading.headerRow)}有重复的列名：${column}。`, { reading });
