import type { Seat } from '@yigou/suppliers';

const CODE_DIGITS = 6;

/** The prefix that a region code stands for: 620000 → 62, 621200 → 6212, 621222 → 621222. */
export function prefixOf(regionCode: string): string {
  if (regionCode.endsWith('0000')) return regionCode.slice(0, 2);
  return regionCode.endsWith('00') ? regionCode.slice(0, 4) : regionCode;
}

/**
 * A condition on application `a`: it lies below a prefix of county codes, in the form that its indexes are made for. Null: in the whole country.
 */
export function belowPrefix(prefix: string, bind: (value: unknown) => string): string | null {
  if (prefix === '') return null;
  if (prefix.length === CODE_DIGITS) return `a.region_code = ${bind(prefix)}`;
  if (prefix.length === 4) return `a.city = ${bind(prefix)}`;
  return prefix.length === 2 ? `a.province = ${bind(prefix)}` : `a.region_code LIKE ${bind(`${prefix}%`)}`;
}

/** Conditions on application `a` for what a seat sees, narrowed to a region when one is asked for; `false` when that lies outside. */
export function withinSeat(
  { regionPrefix, township }: Pick<Seat, 'regionPrefix' | 'township'>,
  region: string | undefined,
  bind: (value: unknown) => string,
): string[] {
  const asked = region === undefined ? '' : prefixOf(region);
  if (!asked.startsWith(regionPrefix) && !regionPrefix.startsWith(asked)) return ['false'];
  const place = belowPrefix(asked.length > regionPrefix.length ? asked : regionPrefix, bind);
  return [...(place ? [place] : []), ...(township === null ? [] : [`a.township = ${bind(township)}`])];
}

/** Words as a LIKE pattern that finds them anywhere. */
export const containing = (words: string): string => `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`;

/** The end of a page as its cursor names it: PostgreSQL's `infinity` is no instant. */
const NEVER = '9999-12-31T23:59:59Z';
export const toCursorTime = (at: string): string => (at === 'infinity' ? NEVER : at);
export const fromCursorTime = (at: string | number | undefined): string => (at === NEVER ? 'infinity' : String(at));
