import { belowSql, type Filter } from '@yigou/platform';
import type { Seat } from '@yigou/suppliers';

/** Sets the conditions that row `v` lies within the seat's jurisdiction and the region asked for. A township's office sees the matters of its township's suppliers. */
export function within(filter: Filter, seat: Seat, region: string | undefined): Filter {
  filter.and(belowSql(filter.bind, 'v.region_code', seat.regionPrefix)).inRegion('v.region_code', region);
  if (seat.township === null) return filter;
  return filter.and(
    `EXISTS (SELECT FROM supplier_file here WHERE here.supplier_id = v.supplier_id AND here.township = ${filter.bind(seat.township)})`,
  );
}

/** A division as contracts have it, of the joined `region r`. */
export const COUNTY = `CASE WHEN r.code IS NOT NULL THEN jsonb_build_object('code', r.code, 'name', r.name, 'path', r.path) END`;
export const iso = (at: Date | null): string | null => at && at.toISOString();
