import { decodeCursor, encodeCursor, type KeyKind, type KeyShape, type KeyValue } from './cursor';
import type { Bind } from './filter';

/** An SQL expression that a list is ordered by. */
export interface KeyPart extends KeyShape {
  readonly sql: string;
}

/** The order of a list. The last part is unique, so that each row has one place; the first alone may be nullable. */
export interface Keyset {
  readonly order: 'ASC' | 'DESC';
  readonly parts: readonly KeyPart[];
}

export const keyset = (order: Keyset['order'], ...parts: readonly KeyPart[]): Keyset => ({ order, parts });

/** The latest first. */
export const latestFirst = (at: string, id: string): Keyset =>
  keyset('DESC', { sql: at, kind: 'instant' }, { sql: id, kind: 'id' });
/** The earliest first. */
export const earliestFirst = (at: string, id: string): Keyset =>
  keyset('ASC', { sql: at, kind: 'instant' }, { sql: id, kind: 'id' });
/** By the id alone: what was made last comes first, for ids rise with time. */
export const newestId = (id: string): Keyset => keyset('DESC', { sql: id, kind: 'id' });

/** What follows ORDER BY. */
export const orderSql = ({ order, parts }: Keyset): string =>
  parts.map(({ sql, nullable }) => `${nullable ? `${sql} IS NULL, ` : ''}${sql} ${order}`).join(', ');

/** The position as a value that the planner does not look at: by what it is, an end of the list would look so cheap that the plan for any position is never kept. */
const CAST: Readonly<Record<KeyKind, (parameter: string) => string>> = {
  text: (parameter) => `(SELECT ${parameter}::text)`,
  number: (parameter) => `(SELECT ${parameter}::bigint)`,
  instant: (parameter) => `(SELECT ${parameter}::timestamptz)`,
  millis: (parameter) => `(SELECT to_timestamp(${parameter}::bigint / 1000.0))`,
  date: (parameter) => `(SELECT ${parameter}::date)`,
  id: (parameter) => `(SELECT ${parameter}::uuid)`,
};

/** The position that a cursor names. Throws `validation_failed` for one that this order did not make. */
export const positionOf = (by: Keyset, cursor: string): readonly KeyValue[] => decodeCursor(cursor, by.parts);

/** A condition for the rows after a cursor; `true` without one. Throws `validation_failed` for a cursor that this order did not make. */
export function afterSql(by: Keyset, cursor: string | undefined, bind: Bind): string {
  if (cursor === undefined) return 'true';
  const position = positionOf(by, cursor);
  const more = by.order === 'ASC' ? '>' : '<';
  const [first] = by.parts;
  const missing = first?.nullable && position[0] === null;
  const from = missing ? 1 : 0;
  const columns = by.parts.slice(from).map(({ sql }) => sql);
  const values = by.parts.slice(from).map(({ kind }, at) => CAST[kind](bind(position[from + at])));
  const rest = `(${columns.join(', ')}) ${more} (${values.join(', ')})`;
  if (missing) return `(${first.sql} IS NULL AND ${rest})`;
  return first?.nullable ? `(${rest} OR ${first.sql} IS NULL)` : rest;
}

/**
 * The first `limit` of rows that were read one further, and the cursor behind them. `position` gives the values that a row is ordered by, as PostgreSQL writes
 * them in JSON. A row whose key cannot be carried leads nowhere: the next page begins behind the last one whose key can.
 */
export function pageOf<Row>(
  by: Keyset,
  found: readonly Row[],
  limit: number,
  position: (row: Row) => readonly unknown[],
): { rows: Row[]; nextCursor: string | null } {
  const rows = found.slice(0, limit);
  if (found.length <= limit) return { rows, nextCursor: null };
  for (const row of rows.toReversed()) {
    const cursor = encodeCursor(position(row), by.parts);
    if (cursor !== undefined) return { rows, nextCursor: cursor };
  }
  return { rows, nextCursor: null };
}
