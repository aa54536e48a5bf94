import { coversSql, type Jurisdiction } from '@yigou/identity';
import type { Filter } from '@yigou/platform';

/** Sets the conditions that row `v` lies within the seat's jurisdiction and the region asked for. A township's office sees the matters of its township's suppliers. */
export function within(filter: Filter, seat: Jurisdiction, region: string | undefined): Filter {
  const township = '(SELECT here.township FROM supplier_file here WHERE here.supplier_id = v.supplier_id)';
  return filter
    .and(coversSql({ regionCode: 'v.region_code', township }, seat, filter.bind))
    .inRegion('v.region_code', region);
}

/** A division as contracts have it, of the joined `region r`. */
export const COUNTY = `CASE WHEN r.code IS NOT NULL THEN jsonb_build_object('code', r.code, 'name', r.name, 'path', r.path) END`;
export const iso = (at: Date | null): string | null => at && at.toISOString();
