import type { Queryable } from '../database';
import type { Filter } from './filter';
import { afterSql, type Keyset, orderSql, pageOf } from './keyset';

/** Lists count this far; more is shown as “over”. */
export const COUNT_LIMIT = 10_000;

/** Counts rows as far as lists do, or as far as `limit`: one row, one integer `total`. `from` is what stands behind FROM. */
export const countSql = (from: string, where: string, limit = COUNT_LIMIT): string =>
  `SELECT count(*)::int AS total FROM (SELECT FROM ${from} WHERE ${where} LIMIT ${limit}) AS few`;

/** A list as SQL. */
export interface Listing {
  /** What stands behind FROM: the table or view that makes a row under its alias, and what the conditions need beside it. */
  readonly from: string;
  /** The alias of the table or view that a row is one row of. */
  readonly alias: string;
  /** What is joined to the rows of the page alone. */
  readonly joins?: string;
  /** What is selected of a row of the page, under the alias and the joins. No column may be called `total_`, `position_` or `key_0_`. */
  readonly columns: string;
  readonly keyset: Keyset;
  /** One row with an integer `total`, when it is not counted by the filter. */
  readonly count?: string;
}

export interface PageRequest {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export interface KeysetPage<Row> {
  readonly rows: Row[];
  readonly nextCursor: string | null;
  readonly total: number;
}

/** A keyset page and the count of the filter, in one statement. Throws `validation_failed` for a cursor that this list did not make. */
export async function keysetPage<Row extends object>(
  db: Queryable,
  filter: Filter,
  { from, alias, joins = '', columns, keyset: by, count }: Listing,
  { cursor, limit }: PageRequest,
): Promise<KeysetPage<Row>> {
  const { parts, order } = by;
  const keys = parts.map((_, at) => `key_${at}_`);
  const taken = parts.map(({ sql }, at) => `${sql} AS key_${at}_`).join(', ');
  const own = keys.map((key) => `${alias}.${key}`).join(', ');
  const shown = [columns, `json_build_array(${own}) AS position_`, own].join(', ');
  const shownBy = { order, parts: parts.map((part, at) => ({ ...part, sql: `shown.key_${at}_` })) };
  const counted = count ?? countSql(from, filter.sql);
  const after = afterSql(by, cursor, filter.bind);
  // The limit stands in the text: bound, it would be planned as a tenth of all rows.
  const found = await db.query<Row & { total_: number; position_: readonly unknown[] | null }>(
    `WITH page AS (SELECT ${alias}.*, ${taken} FROM ${from} WHERE ${filter.sql} AND ${after} ORDER BY ${orderSql(by)} LIMIT ${limit + 1})
     SELECT counted.total AS total_, shown.* FROM (${counted}) AS counted
       LEFT JOIN (SELECT ${shown} FROM page ${alias} ${joins}) AS shown ON true
     ORDER BY ${orderSql(shownBy)}`,
    filter.values,
  );
  const rows = found.filter(({ position_ }) => position_ !== null);
  const page = pageOf(by, rows, limit, ({ position_ }) => position_ ?? []);
  const helpers = new Set(['total_', 'position_', ...keys]);
  return {
    rows: page.rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !helpers.has(name))) as Row),
    nextCursor: page.nextCursor,
    total: found[0]?.total_ ?? 0,
  };
}
