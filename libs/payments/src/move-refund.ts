import { newId } from '@yigou/kernel';
import { type EventRow, eventRow, eventsCte, type Tx } from '@yigou/platform';
import { REFUND } from './payment-status';
import { PaymentRefunded, RefundFailed } from './payments.events';
import type { LockedRefund, RefundRequest } from './refunds.service';

/** What is left of a payment `p` to give back. */
export const BALANCE = `p.captured_fen - p.held_fen - p.pooled_fen
  - coalesce((SELECT sum(g.amount_fen) FROM refund g WHERE g.payment_id = p.id AND g.status <> 'failed'), 0)`;

/** Whether the provider gave back something of a payment `p` that we did not ask for. */
export const WENT_BACK_OUTSIDE = `EXISTS (SELECT FROM payment_outside_refund o JOIN refund g ON g.id = o.refund_id
  WHERE o.payment_id = p.id AND g.holder = p.id AND g.status <> 'failed')`;

/**
 * The insert of refunds that begin, from a part of the statement with their columns: for a statement that writes more than refunds. The caller holds the payments' locks and has
 * reckoned what is left of them.
 */
export const refundsFrom = (
  part: string,
): string => `INSERT INTO refund (id, payment_id, holder, cause, amount_fen, reason, status, channel)
  SELECT id, payment_id, holder, cause, amount_fen, reason, '${REFUND.initial}', channel FROM ${part}`;

/**
 * Adds a refund under the payment's lock; false when there is one for the holder and cause, or less is left than it asks for. Where the provider gave something back past us, what is left is all that
 * can go back: the buyer has the rest.
 */
export async function addRefund(tx: Tx, id: string, request: RefundRequest): Promise<boolean> {
  const rows = await tx.query(
    `WITH balance AS (SELECT ${BALANCE} AS fen, p.channel, ${WENT_BACK_OUTSIDE} AS outside FROM payment p WHERE p.id = $2)
     INSERT INTO refund (id, payment_id, holder, cause, amount_fen, reason, status, channel)
     SELECT $1, $2, $3, $4, CASE WHEN outside THEN least($5::bigint, fen) ELSE $5::bigint END, $6, '${REFUND.initial}', channel FROM balance
     WHERE balance.fen >= $5::bigint OR (outside AND balance.fen > 0)
     ON CONFLICT (holder, cause) DO NOTHING RETURNING id`,
    [id, request.paymentId, request.holder, request.cause, request.amountFen, request.reason],
  );
  return rows.length > 0;
}

/** Refunds to add, and their events, one each with the refund's id as its key. */
export interface RefundsToAdd {
  readonly rows: readonly (RefundRequest & { readonly id: string })[];
  readonly events: readonly EventRow[];
}

/**
 * Adds many refunds under their payments' locks, in one statement, and gives the ids of those that were not possible: less is left of the payment than they and what stands before
 * them in the list ask for. What is there already for a holder and cause stays.
 */
export async function addRefunds(tx: Tx, { rows, events }: RefundsToAdd): Promise<string[]> {
  const refused = await tx.query<{ id: string }>(
    `WITH wanted AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb)
         AS w (id uuid, "paymentId" uuid, holder uuid, cause text, "amountFen" bigint, reason text)),
     new AS (
       SELECT w.id, p.id AS payment_id, w.holder, w.cause, w."amountFen" AS amount_fen, w.reason, p.channel, ${BALANCE} AS balance_fen, sum(w."amountFen") OVER (PARTITION BY p.id ORDER BY w.id) AS upto_fen
       FROM wanted w JOIN payment p ON p.id = w."paymentId"
       WHERE NOT EXISTS (SELECT FROM refund e WHERE e.holder = w.holder AND e.cause = w.cause)),
     added AS (
       ${refundsFrom('new')} WHERE upto_fen <= balance_fen
       ON CONFLICT (holder, cause) DO NOTHING RETURNING id, holder, cause),
     ${eventsCte('$2', { onlyFor: 'added' })}
     SELECT w.id FROM wanted w
     WHERE NOT EXISTS (SELECT FROM added a WHERE a.holder = w.holder AND a.cause = w.cause)
       AND NOT EXISTS (SELECT FROM refund e WHERE e.holder = w.holder AND e.cause = w.cause)`,
    [JSON.stringify(rows), JSON.stringify(events)],
  );
  return refused.map(({ id }) => id);
}

export interface RefundMove {
  readonly action: 'submit' | 'succeed' | 'fail' | 'retry';
  /** The provider's id of the refund, where it said one. */
  readonly ref: string | null;
  /** Why it failed, in the provider's words. */
  readonly failure: string | null;
}

/**
 * The only writer of a refund's state, once it is there: one statement, with what belongs to it in the ledger. The caller holds the locks of `Refunds.lock`. A
 * success is booked; a success that is taken back is booked the other way; another try begins with a clean sheet.
 */
export async function moveRefund(tx: Tx, refund: LockedRefund, move: RefundMove): Promise<void> {
  const to = REFUND.next(refund.status, move.action);
  const kind = to === 'succeeded' ? 'refund' : refund.status === 'succeeded' ? 'refund_reversal' : null;
  const amountFen = kind === null ? 0 : kind === 'refund' ? -refund.amountFen : refund.amountFen;
  const event = to === 'succeeded' ? PaymentRefunded : to === 'failed' ? RefundFailed : null;
  await tx.query(
    `WITH entry AS (
       INSERT INTO payment_entry (id, payment_id, kind, amount_fen, refund_id, try_no) SELECT $1, $2, $3, $4::bigint, $5, $6 WHERE $3::text IS NOT NULL),
     ${eventsCte('$11')},
     paid AS (UPDATE payment SET refunded_fen = refunded_fen - $4::bigint WHERE id = $2 AND $3::text IS NOT NULL)
     UPDATE refund SET status = $7, failure = $9,
       provider_ref = CASE WHEN $10 THEN NULL ELSE coalesce(provider_ref, $8) END,
       finished_at = CASE WHEN $7 IN ('succeeded', 'failed') THEN clock_timestamp() END,
       try_no = try_no + $10::bool::int, key_spent = key_spent AND NOT $10,
       attempts = CASE WHEN $10 THEN 0 ELSE attempts END, next_try_at = CASE WHEN NOT $10 THEN next_try_at END
     WHERE id = $5`,
    [
      newId(),
      refund.paymentId,
      kind,
      amountFen,
      refund.id,
      refund.tryNo,
      to,
      move.ref,
      move.failure,
      move.action === 'retry',
      JSON.stringify(
        event
          ? [eventRow(event, { refundId: refund.id, paymentId: refund.paymentId, amountFen: refund.amountFen })]
          : [],
      ),
    ],
  );
}
