import { type Database, takeUpTo } from '@yigou/platform';
import type pg from 'pg';
import QueryStream from 'pg-query-stream';

const BATCH = 500;

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * Reads rows as arrays, in a read-only transaction with a server-side cursor that may last so long: memory stays flat however many there are. The connection is thrown away when anything goes wrong in
 * between.
 */
export async function streamedRows<T>(
  db: Database,
  { text, values }: Statement,
  limitMs: number,
  work: (rows: AsyncIterable<unknown[]>) => Promise<T>,
): Promise<T> {
  const client: pg.PoolClient = await db.pool.connect();
  try {
    await client.query('BEGIN READ ONLY');
    await takeUpTo(client, limitMs);
    const options = { batchSize: BATCH, highWaterMark: BATCH, rowMode: 'array' as const };
    const result = await work(client.query(new QueryStream(text, [...values], options)));
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    client.release(error instanceof Error ? error : true);
    throw error;
  }
}
