import { DomainError, isId } from '@yigou/kernel';
import { type Database, decodeCursor, encodeCursor } from '@yigou/platform';
import { allOf, type Sql } from './sql';

/** Lists count this far; more is shown as “over”. */
export const COUNT_LIMIT = 10_000;

/** What a list can be ordered by. Rows without a value come last in both directions. */
export interface SortKey {
  readonly key: string;
  readonly kind: 'text' | 'number' | 'instant' | 'date';
  readonly nullable?: true;
}
export interface PageSource {
  /** View or table with the alias `v`. */
  readonly from: string;
  readonly where: readonly string[];
  /** JSON object of a row of the contract, made of `v`. */
  readonly row: string;
  readonly sort: SortKey;
}
export interface PageRequest {
  readonly order: 'asc' | 'desc';
  readonly cursor?: string | undefined;
  readonly limit: number;
}
export interface Page<Row> {
  items: Row[];
  nextCursor: string | null;
  total: number;
}

const CASTS = { text: 'text', number: 'bigint', instant: 'timestamptz', date: 'date' } as const;

/** A keyset page and the count of the filter, in one statement. The row's id, a UUID, breaks ties, so that each row comes exactly once. */
export async function keysetPage<Row>(
  db: Database,
  sql: Sql,
  source: PageSource,
  request: PageRequest,
): Promise<Page<Row>> {
  const { sort, from } = source;
  const direction = request.order === 'asc' ? 'ASC' : 'DESC';
  const filter = allOf(source.where);
  const after = request.cursor === undefined ? 'true' : afterCursor(sql, sort, request.cursor, request.order);
  const order = `${sort.nullable ? 'sort_key IS NULL, ' : ''}sort_key ${direction}, id ${direction}`;
  const innerOrder = `${sort.nullable ? `${sort.key} IS NULL, ` : ''}${sort.key} ${direction}, v.id ${direction}`;
  const rows = await db.query<{ total: number; row: Row | null; key: string | number | null; id: string | null }>(
    `WITH page AS (
       SELECT v.*, ${sort.key} AS sort_key FROM ${from} v WHERE ${filter} AND ${after}
       ORDER BY ${innerOrder} LIMIT ${sql.bind(request.limit + 1)})
     SELECT counted.total, shown.row, to_jsonb(shown.sort_key) AS key, shown.id
     FROM (SELECT count(*)::int AS total FROM (SELECT 1 FROM ${from} v WHERE ${filter} LIMIT ${COUNT_LIMIT}) AS found) AS counted
       LEFT JOIN (SELECT ${source.row} AS row, v.sort_key, v.id FROM page v) AS shown ON true
     ORDER BY ${order}`,
    sql.values,
  );
  const found = rows.filter((row) => row.id !== null);
  const shown = found.slice(0, request.limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => row.row as Row),
    nextCursor: found.length > request.limit && last ? cursorOf(sort, last) : null,
    total: rows[0]?.total ?? 0,
  };
}

/** [is the value missing, the value, the id]. */
function cursorOf(sort: SortKey, last: { key: string | number | null; id: string | null }): string {
  const key = last.key ?? (sort.kind === 'number' ? 0 : '');
  return encodeCursor([last.key === null ? 1 : 0, key, last.id ?? '']);
}

function afterCursor(sql: Sql, sort: SortKey, cursor: string, order: 'asc' | 'desc'): string {
  const [missing, key, id] = decodeCursor(cursor, ['number', sort.kind === 'number' ? 'number' : 'string', 'string']);
  if (!isId(String(id)) || (missing !== 1 && !readable(sort, key))) throw badCursor();
  const more = order === 'asc' ? '>' : '<';
  const boundId = `${sql.bind(id)}::uuid`;
  if (missing === 1) return `(${sort.key} IS NULL AND v.id ${more} ${boundId})`;
  const rest = `(${sort.key}, v.id) ${more} (${sql.bind(key)}::${CASTS[sort.kind]}, ${boundId})`;
  return sort.nullable ? `(${rest} OR ${sort.key} IS NULL)` : rest;
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$/;
const DATE = /^\d{4}-\d\d-\d\d$/;

/** PostgreSQL will take the value for what it stands for; a cursor that somebody made up must not fail there. */
function readable({ kind }: SortKey, value: unknown): boolean {
  if (kind === 'number') return Number.isSafeInteger(value);
  if (kind === 'text') return true;
  const text = String(value);
  const parsed = new Date(text);
  if (!(kind === 'date' ? DATE : INSTANT).test(text) || Number.isNaN(parsed.getTime())) return false;
  // JavaScript rolls 30 February over; PostgreSQL refuses it.
  const day = text.slice(0, 10);
  const named = new Date(day);
  return !Number.isNaN(named.getTime()) && named.toISOString().slice(0, 10) === day && parsed.getUTCFullYear() > 0;
}

function badCursor(): DomainError {
  return new DomainError('validation_failed', { fields: { cursor: '翻页位置无效，请回到第一页。' } });
}
