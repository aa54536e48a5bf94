import { MARKET_TODAY_OF_TRANSACTION } from '@yigou/platform';
import { HOLDS } from '../filings/share-reviews.service';

/** What unit `l` made of a year, `f`: the version that is being made or looked at, else the one that holds. The year is an SQL expression. */
export const sharesOf = (
  year: string,
): string => `LEFT JOIN share_filing open ON open.unit_id = l.unit_id AND open.year = ${year} AND open.status IN ('draft', 'submitted', 'reviewed', 'returned')
  LEFT JOIN share_filing held ON held.unit_id = l.unit_id AND held.year = ${year} AND held.status IN ('in_force', 'fulfilled', 'unfulfilled')
  LEFT JOIN share_filing f ON f.id = coalesce(open.id, held.id)
  LEFT JOIN share_year y ON y.unit_id = l.unit_id AND y.year = ${year}`;
export const STATE = `coalesce(f.status, 'missing')`;
export const BELOW = `f.canteen IN ('own', 'contracted') AND f.status <> 'draft' AND f.ratio_bp < f.minimum_bp`;

/** Stands above every unit, in the sums and lists of regions. No unit has this id. */
export const COUNTRY = '00000000-0000-0000-0000-000000000000';

/** The sums that are kept of a year beside the number of units; what stands before each column is given. */
export const fen = (before: string): string =>
  `${before}canteen_total_fen, ${before}reserved_fen, ${before}union_demand_fen, ${before}counted_fen`;
/** What is kept of a unit's year. */
export const facts = (before: string): string =>
  `${before}unit_id, ${before}year, ${before}region_code, ${before}state, ${before}below_minimum, ${fen(before)}, ${before}ancestors`;
/** Sums of what is kept of units `s`, in the order of {@link fen}. */
export const FEN_SUMS = `sum(s.canteen_total_fen) AS canteen_total_fen, sum(s.reserved_fen) AS reserved_fen, sum(s.union_demand_fen) AS union_demand_fen,
  sum(s.counted_fen) AS counted_fen`;

/** What years of units are today, as rows of {@link facts}; of units that stand nowhere, none. `pairs` is what stands behind FROM and gives `unit_id` and `year`. */
export const factsOf = (pairs: string): string =>
  `SELECT q.unit_id, q.year, l.region_code, ${STATE} AS state, coalesce(${BELOW}, false) AS below_minimum, coalesce(f.canteen_total_fen, 0) AS canteen_total_fen,
     coalesce(f.reserved_fen, 0) AS reserved_fen, coalesce(f.union_demand_fen, 0) AS union_demand_fen, coalesce(y.counted_fen, 0) AS counted_fen,
     ARRAY(SELECT '${COUNTRY}'::uuid UNION ALL (SELECT p.ancestor_id FROM budget_unit_path p
       WHERE p.unit_id = q.unit_id AND p.depth > 0 AND ${HOLDS('p', MARKET_TODAY_OF_TRANSACTION)} ORDER BY 1)) AS ancestors
   FROM ${pairs} q JOIN budget_unit_place l ON l.unit_id = q.unit_id AND ${HOLDS('l', MARKET_TODAY_OF_TRANSACTION)} ${sharesOf('q.year')}`;

/** Units whose year has changed since it was folded into the sums. The year is an SQL expression. */
export const changedOf = (year: string): string =>
  `SELECT DISTINCT c.unit_id, ${year}::smallint AS year FROM share_changed c
   WHERE c.due_on <= ${MARKET_TODAY_OF_TRANSACTION} AND (c.year IS NULL OR c.year = ${year})`;
