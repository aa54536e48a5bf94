import type { Queryable } from './database';
import type { Tx } from './unit-of-work';

/** News of one context for others. `id` is what consumers deduplicate by. */
export interface OutboxEvent<Payload = Record<string, unknown>> {
  readonly id: string;
  /** `<context>.<what happened>`, past tense. */
  readonly topic: string;
  readonly payload: Payload;
  readonly requestId: string | null;
}

/**
 * Takes up to `limit` waiting events, hands them to `deliver`, and marks them relayed when it succeeded. Rows stay locked meanwhile, so
 * several relays share the work and none repeats it; a crash between delivery and mark delivers again.
 */
export async function relayBatch(
  tx: Tx,
  limit: number,
  deliver: (events: OutboxEvent[]) => Promise<void>,
): Promise<number> {
  const events = await tx.query<OutboxEvent>(
    `SELECT id, topic, payload, request_id AS "requestId" FROM outbox
     WHERE relayed_at IS NULL ORDER BY id LIMIT $1 FOR UPDATE SKIP LOCKED`,
    [limit],
  );
  if (events.length === 0) return 0;
  await deliver(events);
  await tx.query('UPDATE outbox SET relayed_at = clock_timestamp() WHERE id = ANY($1)', [
    events.map((event) => event.id),
  ]);
  return events.length;
}

/**
 * Records that a hearer has dealt with an event, in the transaction of its effect. False: it already had, do nothing.
 */
export async function claimEvent(
  tx: Tx,
  { hearer, id }: { readonly hearer: string; readonly id: string },
): Promise<boolean> {
  const rows = await tx.query(
    'INSERT INTO inbox (consumer, event_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING 1 AS claimed',
    [hearer, id],
  );
  return rows.length === 1;
}

/** Forgets relayed events, inbox rows and idempotency keys older than their use; returns how many rows went. */
export async function prunePipes(db: Queryable): Promise<number> {
  const rows = await db.query<{ n: number }>(`
    WITH a AS (DELETE FROM outbox WHERE relayed_at < now() - interval '7 days' RETURNING 1),
         b AS (DELETE FROM inbox WHERE processed_at < now() - interval '30 days' RETURNING 1),
         c AS (DELETE FROM idempotency_key WHERE created_at < now() - interval '7 days' RETURNING 1)
    SELECT (SELECT count(*) FROM a) + (SELECT count(*) FROM b) + (SELECT count(*) FROM c) AS n`);
  return rows[0]?.n ?? 0;
}
