/** A spreadsheet would run what begins so. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
/** A number that a spreadsheet shows and keeps as it is written. */
const NUMBER = /^(?:0|[1-9]\d{0,10})(?:\.\d+)?$/;
/**
 * What a spreadsheet would take for a number, a day or a time: it shows twelve digits and more as 5.22E+17, rounds them past fifteen, takes away a nought in front, and
 * makes a day of 3-5.
 */
const LIKE_NUMBER = /^(?=.*\d)[\d ()+\-/:.,E%年月日]+$/i;

/** The column of reasons, the last; nobody reads it. */
export const REFUSED_REASON = '原因';

function cell(text: string): string {
  const taken = LIKE_NUMBER.test(text) && !NUMBER.test(text);
  const guarded = taken ? `="${text}"` : FORMULA.test(text) ? `'${text}` : text;
  return `"${guarded.replaceAll('"', '""')}"`;
}

/** A line of a .csv file as {@link refusedRowsCsv} has it. */
export const refusedLine = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;

/** What the file begins with: a byte order mark, which Excel asks for, and the names of the columns. */
export const refusedHead = (header: readonly string[]): string => `\uFEFF${refusedLine([...header, REFUSED_REASON])}`;

/**
 * Rows that were not accepted as a .csv file: opened in a spreadsheet nothing in it runs and what is no plain number stays as it is, and it is read again as it was written
 * (`plainWords` takes the guards off). The reason stands in a last column, which nobody reads.
 */
export const refusedRowsCsv = (
  header: readonly string[],
  rows: readonly { readonly cells: readonly string[]; readonly reason: string }[],
): string =>
  refusedHead(header) +
  rows.map(({ cells, reason }) => refusedLine([...header.map((_, at) => cells[at] ?? ''), reason])).join('');
