import type { ShareState } from '@yigou/contracts';
import { afterSql, belowSql, type Bind, type Filter, keyset, saturatedBigint } from '@yigou/platform';
import { changedOf, factsOf, fen } from './share-facts';

/** Whose list of a year it is: of all below a unit, or below {@link COUNTRY} of a region. */
export interface Reach {
  readonly year: number;
  readonly ancestorId: string;
  /** Digits that the region codes begin with; none: all. */
  readonly prefix: string;
  readonly belowMinimum: boolean;
}
/** What the units of a state come to. */
export interface StateSums {
  readonly state: ShareState;
  readonly units: number;
  readonly belowMinimum: number;
  readonly canteenTotalFen: number;
  readonly reservedFen: number;
  readonly unionDemandFen: number;
  readonly countedFen: number;
}

/** A unit that has changed since it was folded: in which state it is in the reach now, null for one that is not in it. */
export interface ChangedUnit {
  readonly id: string;
  readonly state: ShareState | null;
}
/** The sums of a state; the first row has the units that are not folded with it. */
export interface StateRow extends StateSums {
  readonly changed: readonly ChangedUnit[] | null;
}

const narrowed = (bind: Bind, alias: string, { prefix, belowMinimum }: Reach): string =>
  `${belowSql(bind, `${alias}.region_code`, prefix)}${belowMinimum ? ` AND ${alias}.below_minimum` : ''}`;

/**
 * The sums of a reach by state: what is folded, without what has changed since, and with what that comes to now. No rows: none below, or the year is not ready.
 * The year is $1 of the filter, which takes the other values.
 */
export function sumsSql(filter: Filter, reach: Reach): string {
  const ancestor = `${filter.bind(reach.ancestorId)}::uuid`;
  const where = (alias: string): string =>
    `${ancestor} = ANY (${alias}.ancestors) AND ${narrowed(filter.bind, alias, reach)}`;
  const kept = reach.prefix === '' ? `s.region_code = ''` : 'true';
  return `WITH changed AS MATERIALIZED (${changedOf('$1')}),
    now_is AS MATERIALIZED (SELECT n.* FROM (${factsOf('changed')}) AS n WHERE ${where('n')}),
    part AS (
      SELECT s.state, s.below_minimum, s.units, ${fen('s.')} FROM share_sum s
      WHERE s.ancestor_id = ${ancestor} AND s.year = $1 AND ${kept} AND ${narrowed(filter.bind, 's', reach)}
      UNION ALL SELECT w.state, w.below_minimum, -1, ${fen('-w.')} FROM changed c JOIN share_standing w ON w.unit_id = c.unit_id AND w.year = c.year WHERE ${where('w')}
      UNION ALL SELECT n.state, n.below_minimum, 1, ${fen('n.')} FROM now_is n)
    SELECT state, sum(units)::int AS units, coalesce(sum(units) FILTER (WHERE below_minimum), 0)::int AS "belowMinimum",
      ${saturatedBigint('sum(canteen_total_fen)')} AS "canteenTotalFen", ${saturatedBigint('sum(reserved_fen)')} AS "reservedFen",
      ${saturatedBigint('sum(union_demand_fen)')} AS "unionDemandFen", ${saturatedBigint('sum(counted_fen)')} AS "countedFen",
      CASE WHEN row_number() OVER (ORDER BY state) = 1 THEN (SELECT jsonb_agg(jsonb_build_object('id', c.unit_id, 'state', n.state))
        FROM changed c LEFT JOIN now_is n ON n.unit_id = c.unit_id) END AS changed
    FROM part WHERE EXISTS (SELECT FROM share_sum_year k WHERE k.year = $1 AND k.ready) GROUP BY 1 HAVING sum(units) > 0 ORDER BY 1`;
}

const ORDER = keyset('ASC', { sql: 'b.region_code', kind: 'text' }, { sql: 'b.unit_id', kind: 'id' });

/**
 * The units of a page as a table with `unit_id`, in no order and some too many: the first that are folded and have not changed since, from an index, and those that have
 * changed and are of it. The year is $1 of the filter.
 */
export function unitsSql(
  filter: Filter,
  reach: Reach,
  {
    state,
    cursor,
    limit,
    changed,
  }: {
    readonly state?: ShareState | undefined;
    readonly cursor?: string | undefined;
    readonly limit: number;
    readonly changed: readonly ChangedUnit[];
  },
): string {
  const inState = state === undefined ? 'true' : `b.state = ${filter.bind(state)}`;
  const folded = (unchanged: string): string =>
    `(SELECT b.unit_id FROM share_below b WHERE b.ancestor_id = ${filter.bind(reach.ancestorId)}::uuid AND b.year = $1 AND ${inState}
       AND ${narrowed(filter.bind, 'b', reach)} AND ${unchanged} AND ${afterSql(ORDER, cursor, filter.bind)}
       ORDER BY b.region_code, b.unit_id LIMIT ${limit + 1})`;
  if (changed.length === 0) return folded('true');
  const come = changed.filter((unit) => unit.state !== null && (state === undefined || unit.state === state));
  // In a subquery of its own, so that no plan is made for the very values and made again each time.
  const ids = (units: readonly ChangedUnit[]): string =>
    `(SELECT ${filter.bind(units.map(({ id }) => id))}::uuid[])::uuid[]`;
  return `(${folded(`NOT b.unit_id = ANY (${ids(changed)})`)} UNION ALL SELECT unnest(${ids(come)}))`;
}
