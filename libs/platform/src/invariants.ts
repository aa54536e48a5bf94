import type { Queryable } from './database';

/** What must hold at every moment, on a live system too: a statement that gives the rows that break it. */
export interface Invariant {
  readonly name: string;
  readonly sql: string;
}
export interface InvariantResult {
  readonly name: string;
  /** How many rows break it. */
  readonly broken: number;
  /** The first of them. */
  readonly rows: readonly Record<string, unknown>[];
}

const SHOWN_ROWS = 5;

/** Looks at one snapshot, so that work under way is never caught half done. */
export async function checkInvariant(db: Queryable, { name, sql }: Invariant): Promise<InvariantResult> {
  const rows = await db.query<{ broken: number; rows: Record<string, unknown>[] }>(
    `WITH broken AS MATERIALIZED (${sql})
     SELECT (SELECT count(*)::int FROM broken) AS broken,
       (SELECT coalesce(jsonb_agg(to_jsonb(b)), '[]') FROM (SELECT * FROM broken LIMIT ${SHOWN_ROWS}) AS b) AS rows`,
  );
  return { name, broken: rows[0]?.broken ?? 0, rows: rows[0]?.rows ?? [] };
}
