import { type Invariant, MARKET_TODAY_OF_TRANSACTION } from '@yigou/platform';
import { HOLDS } from '../filings/share-reviews.service';
import { facts, factsOf, fen, FEN_SUMS } from './share-facts';

/** That sums and lists over the tree are what the units' years come to: year by year, each step from the orders to the top. */
export const SHARE_SUM_INVARIANTS: readonly Invariant[] = [
  {
    name: 'share: what is folded of a unit’s year is what it is, unless it is noted to have changed',
    sql: `WITH pairs AS MATERIALIZED (
        SELECT l.unit_id, k.year FROM share_sum_year k, budget_unit_place l WHERE k.ready AND ${HOLDS('l', MARKET_TODAY_OF_TRANSACTION)}),
      holds AS MATERIALIZED (${factsOf('pairs')}),
      kept AS MATERIALIZED (SELECT s.* FROM share_standing s JOIN share_sum_year k ON k.year = s.year AND k.ready)
      SELECT coalesce(h.unit_id, s.unit_id) AS unit_id, coalesce(h.year, s.year) AS year, to_jsonb(h) AS holds, to_jsonb(s) AS folded
      FROM holds h FULL JOIN kept s ON s.unit_id = h.unit_id AND s.year = h.year
      WHERE (${facts('h.')}) IS DISTINCT FROM (${facts('s.')}) AND NOT EXISTS (
        SELECT FROM share_changed c WHERE c.unit_id = coalesce(h.unit_id, s.unit_id) AND c.due_on <= ${MARKET_TODAY_OF_TRANSACTION}
          AND (c.year IS NULL OR c.year = coalesce(h.year, s.year)))`,
  },
  {
    name: 'share: the sums of a unit are those of all that is folded below it',
    sql: `WITH of_units AS (
        SELECT a.ancestor_id, s.year, r.region_code, s.state, s.below_minimum, count(*)::int AS units, ${FEN_SUMS}
        FROM share_standing s, unnest(s.ancestors) AS a (ancestor_id), LATERAL (SELECT '' UNION SELECT s.region_code) AS r (region_code) GROUP BY 1, 2, 3, 4, 5),
      kept AS (SELECT * FROM share_sum WHERE (units, ${fen('')}) <> (0, 0, 0, 0, 0))
      SELECT to_jsonb(u) AS of_units, to_jsonb(t) AS kept FROM of_units u FULL JOIN kept t ON t.ancestor_id = u.ancestor_id AND t.year = u.year
        AND t.region_code = u.region_code AND t.state = u.state AND t.below_minimum = u.below_minimum
      WHERE (u.units, ${fen('u.')}) IS DISTINCT FROM (t.units, ${fen('t.')})`,
  },
  {
    name: 'share: a list over the tree holds what is folded below its unit, each once',
    sql: `SELECT to_jsonb(s) AS folded, to_jsonb(b) AS listed
      FROM (SELECT w.*, a.ancestor_id FROM share_standing w, unnest(w.ancestors) AS a (ancestor_id)) AS s
      FULL JOIN share_below b ON b.unit_id = s.unit_id AND b.year = s.year AND b.ancestor_id = s.ancestor_id
      WHERE (s.region_code, s.state, s.below_minimum) IS DISTINCT FROM (b.region_code, b.state, b.below_minimum)`,
  },
];
