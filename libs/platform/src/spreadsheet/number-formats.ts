import type { SaxesTagPlain } from 'saxes';

/** How a number shows: as a day or time, or filled up with zeros to so many digits. */
export type NumberFormat = { readonly kind: 'date' } | { readonly kind: 'zeros'; readonly digits: number } | null;

const DAY_MS = 86_400_000;
const FROM_1900 = Date.UTC(1899, 11, 30);
const FROM_1904 = Date.UTC(1904, 0, 1);
/** From here on a number has sixteen digits, of which a spreadsheet keeps fifteen. */
const ROUNDED_FROM = 1e15;

/** ECMA-376, 18.8.30: built-in formats of days and times, in Chinese files those of 27 to 36 and 50 to 58 too. */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** What a format's code means for its numbers. */
export function formatOf(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) return isBuiltInDate(id) ? { kind: 'date' } : null;
  const shape = (code.split(';')[0] ?? '').replaceAll(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').trim();
  if (/^0{2,}$/.test(shape)) return { kind: 'zeros', digits: shape.length };
  return /[ymdhs]/i.test(shape) && !/[0#?]{2}|general/i.test(shape) ? { kind: 'date' } : null;
}

/** Collects the formats of a workbook's `styles.xml`, by the number that cells name. */
export class CellFormats {
  private readonly codes = new Map<number, string>();
  private readonly formats: NumberFormat[] = [];
  private inCells = false;

  open(name: string, { attributes }: SaxesTagPlain): void {
    if (name === 'numFmt') this.codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
    if (name === 'cellXfs') this.inCells = true;
    if (name !== 'xf' || !this.inCells) return;
    const id = Number(attributes['numFmtId'] ?? 0);
    this.formats.push(formatOf(id, this.codes.get(id)));
  }

  close(name: string): void {
    if (name === 'cellXfs') this.inCells = false;
  }

  of(style: string | undefined): NumberFormat {
    return this.formats[Number(style ?? 0)] ?? null;
  }
}

/** A number as the spreadsheet shows it, and whether it was rounded when it was typed. */
export function shownNumber(text: string, format: NumberFormat, from1904: boolean): { text: string; rounded: boolean } {
  const value = Number(text);
  if (!Number.isFinite(value)) return { text, rounded: false };
  if (Math.abs(value) >= ROUNDED_FROM) return { text: BigInt(Math.round(value)).toString(), rounded: true };
  if (format?.kind === 'date' && value >= 0 && value < 2_958_466)
    return { text: momentOf(value, from1904), rounded: false };
  // A spreadsheet keeps 39.8 as 39.799999999999997: fifteen digits are what it shows.
  const shown = String(Number(value.toPrecision(15)));
  const zeros = format?.kind === 'zeros' && /^\d+$/.test(shown);
  return { text: zeros ? shown.padStart(format.digits, '0') : shown, rounded: false };
}

/** `2025-01-31`, `2025-01-31 08:30:00`, or `08:30:00` for a time without a day. */
function momentOf(value: number, from1904: boolean): string {
  const at = new Date(Math.round(((from1904 ? FROM_1904 : FROM_1900) + value * DAY_MS) / 1000) * 1000).toISOString();
  const time = at.slice(11, 19);
  if (value < 1) return time;
  return Number.isInteger(value) ? at.slice(0, 10) : `${at.slice(0, 10)} ${time}`;
}
