import { coversSql, type Jurisdiction, type PlaceSql } from '@yigou/identity';
import { allOf, belowSql, type Bind, regionPrefix } from '@yigou/platform';

/** A condition that keeps a row of a place within the reader's jurisdiction and the region asked for. */
export function inRegion(bind: Bind, place: PlaceSql, scope: Jurisdiction, region?: string): string {
  const asked = region === undefined ? '' : regionPrefix(region);
  return allOf([coversSql(place, scope, bind), belowSql(bind, place.regionCode, asked)]);
}
