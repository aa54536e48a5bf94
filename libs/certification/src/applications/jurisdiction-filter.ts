import type { Jurisdiction } from '@yigou/identity';
import { type Bind, narrowedPrefix } from '@yigou/platform';

const CODE_DIGITS = 6;

/**
 * A condition on application `a`: it lies below a prefix of county codes, in the form that its indexes are made for. `true`: in the whole country.
 */
export function belowPrefix(prefix: string, bind: Bind): string {
  if (prefix === '') return 'true';
  if (prefix.length === CODE_DIGITS) return `a.region_code = ${bind(prefix)}`;
  return prefix.length === 4 ? `a.city = ${bind(prefix)}` : `a.province = ${bind(prefix)}`;
}

/** A condition on application `a` for what a seat sees, narrowed to a region when one is asked for; `false` when that lies outside. */
export function withinSeat({ regionPrefix, township }: Jurisdiction, region: string | undefined, bind: Bind): string {
  const prefix = narrowedPrefix(regionPrefix, region);
  if (prefix === null) return 'false';
  const place = belowPrefix(prefix, bind);
  return township === null ? place : `${place} AND a.township = ${bind(township)}`;
}
