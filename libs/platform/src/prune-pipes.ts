import type { Queryable } from './database';
import { pruneDeliveries } from './events/deliveries';
import { pruneSchedules } from './events/schedules';

/** Forgets what the pipes are done with and idempotency keys older than their use; returns how many events and keys went. */
export async function prunePipes(db: Queryable): Promise<number> {
  const events = await pruneDeliveries(db);
  await pruneSchedules(db);
  const keys = await db.query<{ n: number }>(
    `WITH gone AS (DELETE FROM idempotency_key WHERE created_at < now() - interval '7 days' RETURNING 1) SELECT count(*) AS n FROM gone`,
  );
  return events + (keys[0]?.n ?? 0);
}
