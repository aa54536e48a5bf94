import type { Fen } from '@yigou/kernel';

/** When money came: the day of the market, and the time as far as the bank says it (`HH:mm:ss`, or empty). */
export interface BankMoment {
  readonly day: string;
  readonly time: string;
}

const DAY = 86_400_000;
/** A spreadsheet counts days from here: 1900 with its leap year that never was, or 1904. */
const FROM_1900 = Date.UTC(1899, 11, 30);
const FROM_1904 = Date.UTC(1904, 0, 1);
const YEARS = [2000, 2099] as const;
const WRITTEN =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]*(\d{1,2})[:时](\d{2})(?:[:分](\d{2})秒?)?(?:\.\d+)?)?$/;
const PACKED = /^(\d{4})(\d{2})(\d{2})(?: ?(\d{2}):?(\d{2}):?(\d{2}))?$/;

/** A cell without what cannot be seen, in NFKC, on one line; `="62…"`, as banks write what a spreadsheet should not round, is what stands in it. */
export function cellText(cell: string): string {
  const plain = cell
    .normalize('NFKC')
    .replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
  return (/^="(.*)"$/.exec(plain)?.[1] ?? plain).trim();
}

/** A day as banks write it, packed, or as a spreadsheet counts it; null for what is none of this century. */
export function momentOf(cell: string, from1904 = false): BankMoment | null {
  const [, year = '', month = '', day = '', ...clock] = WRITTEN.exec(cell) ?? PACKED.exec(cell) ?? [];
  if (year) return moment(Number(year), Number(month), Number(day), clock);
  if (!/^\d{5}(\.\d+)?$/.test(cell)) return null;
  const at = new Date(Math.round(((from1904 ? FROM_1904 : FROM_1900) + Number(cell) * DAY) / 1000) * 1000);
  const [date = '', time = ''] = at.toISOString().slice(0, 19).split('T');
  return inCentury(at.getUTCFullYear()) ? { day: date, time: cell.includes('.') ? time : '' } : null;
}

/** A time of day that stands in a column of its own; empty for what is none. */
export function timeOf(cell: string): string {
  const [, hours, minutes, seconds = '00'] = /^(\d{1,2}):?(\d{2})(?::?(\d{2}))?$/.exec(cell) ?? [];
  return hours && minutes ? clockOf([hours, minutes, seconds]) : '';
}

/**
 * A sum of money in fen: ￥, 元, thousands separators and blanks are taken off, brackets are a minus. Null for what is no sum; nought for an empty cell or a dash.
 */
export function fenOf(cell: string): Fen | null {
  const bare = cell.replaceAll(/[¥\s元]|RMB|CNY/gi, '');
  if (/^[-—–]*$/.test(bare)) return 0;
  const [, open, digits] = /^([(+-]?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\)?$/.exec(bare) ?? [];
  if (digits === undefined || (open === '(') !== bare.endsWith(')')) return null;
  const [yuan = '', part = ''] = digits.replaceAll(',', '').split('.');
  if (yuan.length > 12 || /[^0]/.test(part.slice(2))) return null;
  const fen = Number(yuan) * 100 + Number(part.slice(0, 2).padEnd(2, '0'));
  return open === '(' || open === '-' ? -fen : fen;
}

function moment(year: number, month: number, day: number, clock: readonly (string | undefined)[]): BankMoment | null {
  const at = new Date(Date.UTC(year, month - 1, day));
  if (!inCentury(year) || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return null;
  return { day: at.toISOString().slice(0, 10), time: clock[0] === undefined ? '' : clockOf(clock) };
}

const inCentury = (year: number): boolean => year >= YEARS[0] && year <= YEARS[1];

function clockOf([hours = '', minutes = '', seconds = '00']: readonly (string | undefined)[]): string {
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return '';
  return [hours.padStart(2, '0'), minutes, seconds].join(':');
}
