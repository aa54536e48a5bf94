import type { Queryable } from '@yigou/platform';
import type { InvariantResult } from '@yigou/platform';
import Stripe from 'stripe';

/** Money that the provider says it moved for us: an intent's capture or a refund. `ours` is our id, from the metadata. */
export interface ProviderMove {
  readonly kind: 'payment' | 'refund';
  readonly ref: string;
  readonly ours: string;
  /** Fen. */
  readonly fen: number;
}

const SHOWN_ROWS = 5;
const BATCH = 500;
/**
 * Compares our captured payments and succeeded refunds with the provider's list, both ways. What carries no id of ours is somebody
 * else's. On a live system news may be on its way: ask again before you believe a difference.
 */
export async function compareWithProvider(db: Queryable, moves: AsyncIterable<ProviderMove>): Promise<InvariantResult> {
  const broken: Record<string, unknown>[] = [];
  const seen = new Set<string>();
  let batch: ProviderMove[] = [];
  for await (const move of moves) {
    seen.add(`${move.kind} ${move.ours} ${move.ref}`);
    batch.push(move);
    if (batch.length === BATCH) {
      broken.push(...(await strangers(db, batch)));
      batch = [];
    }
  }
  broken.push(...(await strangers(db, batch)));
  for (const own of await settled(db)) {
    const key = `${own.kind} ${own.ours} ${own.ref}`;
    if (!seen.has(key)) broken.push({ ...own, problem: 'in our books, not in the provider’s list' });
  }
  return {
    name: 'provider: our payments and refunds are the provider’s list',
    broken: broken.length,
    rows: broken.slice(0, SHOWN_ROWS),
  };
}

/** Moves of the provider that our books have not, or with another amount. What is in quarantine is booked like the rest. */
async function strangers(db: Queryable, moves: readonly ProviderMove[]): Promise<Record<string, unknown>[]> {
  return db.query(
    `SELECT m.kind, m.ref, m.ours, m.fen, b.fen AS "ourFen", 'not so in our books' AS problem
     FROM jsonb_to_recordset($1::jsonb) AS m (kind text, ref text, ours text, fen bigint)
       LEFT JOIN LATERAL (
         SELECT CASE WHEN a.id IS NULL THEN 0 ELSE p.captured_fen END AS fen FROM payment p
           LEFT JOIN payment_attempt a ON a.payment_id = p.id AND a.status = 'succeeded' AND a.provider_ref = m.ref
         WHERE m.kind = 'payment' AND p.id::text = m.ours
         UNION ALL
         SELECT CASE WHEN f.status = 'succeeded' AND f.provider_ref = m.ref THEN f.amount_fen ELSE 0 END FROM refund f
         WHERE m.kind = 'refund' AND f.id::text = m.ours
       ) AS b ON true
     WHERE b.fen IS DISTINCT FROM m.fen`,
    [JSON.stringify(moves)],
  );
}

async function settled(db: Queryable): Promise<ProviderMove[]> {
  return db.query<ProviderMove & Record<string, unknown>>(
    `SELECT 'payment' AS kind, a.provider_ref AS ref, p.id::text AS ours, p.captured_fen AS fen FROM payment p
       JOIN payment_attempt a ON a.payment_id = p.id AND a.status = 'succeeded' WHERE p.captured_fen > 0
     UNION ALL
     SELECT 'refund', provider_ref, id::text, amount_fen FROM refund WHERE status = 'succeeded' AND channel = 'online'`,
  );
}

/** Captures and refunds of ours at Stripe, page by page. */
export async function* movesAtStripe(stripe: Stripe): AsyncGenerator<ProviderMove> {
  for await (const intent of stripe.paymentIntents.list({ limit: 100 })) {
    const ours = intent.metadata?.['payment_id'];
    if (ours && intent.status === 'succeeded')
      yield { kind: 'payment', ref: intent.id, ours, fen: intent.amount_received };
  }
  for await (const refund of stripe.refunds.list({ limit: 100 })) {
    const ours = refund.metadata?.['refund_id'];
    if (ours && refund.status === 'succeeded') yield { kind: 'refund', ref: refund.id, ours, fen: refund.amount };
  }
}
