import type { Queryable } from '@yigou/platform';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Returns once so many connections to the test's database wait for a lock, however long the machine takes for that. Not within a transaction: there the view of who does what
 * stands still.
 */
export async function someoneWaits(db: Queryable, count = 1): Promise<void> {
  const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  while ((await db.query(waiting)).length < count) await sleep(10);
}
