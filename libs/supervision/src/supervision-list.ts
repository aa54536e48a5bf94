import { type Database, decodeCursor, encodeCursor } from '@yigou/platform';
import { regionPrefix } from '@yigou/regions';
import type { Seat } from '@yigou/suppliers';

/** Lists count this far. */
const COUNT_LIMIT = 10_000;

/** Conditions of a statement with the values that they are bound to. `v` is the row that a list is of. */
export class Filter {
  readonly values: unknown[] = [];
  private readonly conditions: string[] = [];

  bind(value: unknown): string {
    return `$${this.values.push(value)}`;
  }

  and(condition: string): this {
    this.conditions.push(`(${condition})`);
    return this;
  }

  equals(column: string, value: string | undefined): this {
    return value === undefined ? this : this.and(`${column} = ${this.bind(value)}`);
  }

  /** Words that any of the columns contains, taken literally. */
  contains(words: string | undefined, ...columns: readonly string[]): this {
    if (!words) return this;
    const pattern = this.bind(`%${words.replaceAll(/[\\%_]/g, '\\$&')}%`);
    return this.and(columns.map((column) => `${column} ILIKE ${pattern}`).join(' OR '));
  }

  /** What lies within the seat's jurisdiction, and within the region asked for. A township's office sees the matters of its township's suppliers. */
  within(seat: Seat, region: string | undefined): this {
    for (const prefix of [seat.regionPrefix, region === undefined ? '' : regionPrefix(region)])
      if (prefix !== '') this.and(`v.region_code LIKE ${this.bind(`${prefix}%`)}`);
    if (seat.township !== null)
      this.and(
        `EXISTS (SELECT FROM supplier_file here WHERE here.supplier_id = v.supplier_id AND here.township = ${this.bind(seat.township)})`,
      );
    return this;
  }

  get sql(): string {
    return this.conditions.length > 0 ? this.conditions.join(' AND ') : 'true';
  }
}

export interface Listing {
  readonly columns: string;
  /** The row's table has the alias `v`. */
  readonly from: string;
  readonly key: { readonly column: string; readonly kind: 'instant' | 'date'; readonly order: 'ASC' | 'DESC' };
}

/** A keyset page and the count of the filter, in one statement; the id breaks ties. Cursors carry microseconds since 1970, exactly. */
export async function pageOf<Row extends { id: string }>(
  db: Database,
  filter: Filter,
  { columns, from, key }: Listing,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ rows: Row[]; nextCursor: string | null; total: number }> {
  const counted = filter.sql;
  const origin = key.kind === 'instant' ? "timestamptz '1970-01-01 00:00:00Z'" : "timestamp '1970-01-01'";
  if (cursor !== undefined) {
    const [at, id] = decodeCursor(cursor, ['number', 'id']);
    const position = `${origin} + ${filter.bind(at)}::bigint * interval '1 microsecond', ${filter.bind(id)}::uuid`;
    filter.and(`(${key.column}, v.id) ${key.order === 'ASC' ? '>' : '<'} (${position})`);
  }
  const found = await db.query<Row & { total_: number; key_: number | null }>(
    `WITH page AS (
       SELECT ${columns}, (extract(epoch FROM ${key.column}) * 1000000)::bigint AS key_ FROM ${from} WHERE ${filter.sql}
       ORDER BY ${key.column} ${key.order}, v.id ${key.order} LIMIT ${filter.bind(limit + 1)})
     SELECT counted.total_, page.* FROM (SELECT count(*)::int AS total_
       FROM (SELECT 1 FROM ${from} WHERE ${counted} LIMIT ${COUNT_LIMIT}) AS few) AS counted LEFT JOIN page ON true
     ORDER BY page.key_ ${key.order}, page.id ${key.order}`,
    filter.values,
  );
  const rows = found.filter((row) => row.key_ !== null);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(({ total_: _total, key_: _key, ...row }) => row as unknown as Row),
    nextCursor: rows.length > limit && last ? encodeCursor([last.key_, last.id]) : null,
    total: found[0]?.total_ ?? 0,
  };
}

/** A division as contracts have it, of the joined `region r`. */
export const COUNTY = `CASE WHEN r.code IS NOT NULL THEN jsonb_build_object('code', r.code, 'name', r.name, 'path', r.path) END`;
export const iso = (at: Date | null): string | null => at && at.toISOString();
