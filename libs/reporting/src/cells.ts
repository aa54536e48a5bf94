/** How the values of a column are written. `fen` becomes yuan with two decimals; `instant` becomes the time in China. */
export type CellKind = 'text' | 'count' | 'fen' | 'instant' | 'date';
export type Cell = string | number | Date | null;

export const NUMBER_FORMATS: Readonly<Record<CellKind, string>> = {
  // “@” is Excel's text format: what looks like a number or a date stays as it is.
  text: '@',
  count: '#,##0',
  fen: '#,##0.00',
  instant: 'yyyy-mm-dd hh:mm:ss',
  date: 'yyyy-mm-dd',
};

/** Excel's own limit of characters in a cell. */
const MAX_TEXT = 32_767;
/** What a spreadsheet may take for the start of a formula, in ASCII and in the full width that Chinese versions accept, also after blanks. */
const FORMULA = /^(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/;
/** XML 1.0 has no way to write these. */
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;
/** China keeps UTC+8 all year; Excel's times know no zone. */
const CHINA_OFFSET_MS = 8 * 3600 * 1000;

/**
 * Text that no spreadsheet runs: what begins like a formula gets an apostrophe in front. The cell's type alone (text) would hold in the .xlsx,
 * but not once somebody edits the cell or saves the sheet as .csv.
 */
export function neutralText(text: string): string {
  const clean = text.replace(UNWRITABLE, '');
  return (FORMULA.test(clean) ? `'${clean}` : clean).slice(0, MAX_TEXT);
}

/** A value of PostgreSQL as the cell's. */
export function cellOf(kind: CellKind, value: unknown): Cell {
  if (value === null || value === undefined) return null;
  switch (kind) {
    case 'count':
      return Number(value);
    case 'fen':
      return Number(value) / 100;
    case 'instant':
      return new Date((value as Date).getTime() + CHINA_OFFSET_MS);
    case 'date':
      return new Date(`${String(value)}T00:00:00Z`);
    case 'text':
      return neutralText(String(value));
  }
}
