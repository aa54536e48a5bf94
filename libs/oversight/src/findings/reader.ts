import { HOLDS } from '@yigou/procurement';
import { type Filter, MARKET_TODAY_OF_TRANSACTION } from '@yigou/platform';

/** Who looks at units: one that supervises them, or who governs the region in which they stand. */
export type Reader = { readonly organisationId: string } | { readonly regionPrefix: string };

/** Whether the unit of a column is the reader's today. One's own unit is not below one. */
export function reaches(filter: Filter, column: string, reader: Reader): string {
  const today = MARKET_TODAY_OF_TRANSACTION;
  if ('regionPrefix' in reader)
    return `EXISTS (SELECT FROM budget_unit_place p WHERE p.unit_id = ${column} AND p.region_code LIKE ${filter.bind(`${reader.regionPrefix}%`)} AND ${HOLDS('p', today)})`;
  return `EXISTS (SELECT FROM budget_unit_path p WHERE p.ancestor_id = ${filter.bind(reader.organisationId)} AND p.unit_id = ${column} AND p.depth > 0 AND ${HOLDS('p', today)})`;
}
