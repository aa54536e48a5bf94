import { Logger } from '@nestjs/common';
import { type Fen, newId } from '@yigou/kernel';
import { alarms, type Tx } from '@yigou/platform';
import { addRefund, BALANCE, moveRefund } from '../move-refund';
import type { DisputeSnapshot, RefundSnapshot } from '../payment-gateway';
import { REFUND } from '../payment-status';
import type { LockedRefund } from '../refunds.service';
import { addDispute, type LockedDispute, moveDispute } from './move-dispute';

/** A payment under its lock. */
interface Paid {
  readonly id: string;
  readonly holder: string;
}
type Stage = RefundSnapshot['status'];
interface OutsideRefund {
  readonly id: string;
  readonly ref: string;
  readonly amountFen: Fen;
  readonly stage: Stage;
  readonly refundId: string | null;
}

const log = new Logger('OutsideMoney');
/** Of refunds that we did not ask for: the cause begins with it, and goes on with the provider's id. */
export const OUTSIDE = 'outside:';
const REASON = '支付渠道直接退款';
const DISPUTED = '付款争议败诉，渠道退款';
const STAGES: Readonly<Record<Stage, number>> = { submitted: 1, succeeded: 2, failed: 3 };
const ACTION = { submitted: 'submit', succeeded: 'succeed', failed: 'fail' } as const;

/**
 * Books a refund that was made at the provider's own desk, by the intent that it gives back of, once, however often and in whatever order the news come. What our books have already
 * promised otherwise (a refund of ours that is on its way, a pool) keeps it unbooked, with an alarm, until there is room: see {@link bookOutside}.
 */
export async function takeOutsideRefund(tx: Tx, said: RefundSnapshot): Promise<void> {
  const payment = await lockPaid(tx, said.intentRef);
  if (payment && said.amountFen > 0)
    await keep(tx, payment, { ref: said.ref, amountFen: said.amountFen, stage: said.status });
}

/** Keeps what the provider says of a dispute. A lost one has taken the money, and is booked as given back; one that is won after all brings it again. */
export async function takeDispute(tx: Tx, said: DisputeSnapshot): Promise<void> {
  const payment = await lockPaid(tx, said.intentRef);
  if (!payment) return;
  const added = await addDispute(tx, payment, said);
  if (added) alarms.inc({ kind: 'payment_disputed' });
  const dispute = added ?? (await lockDispute(tx, said.ref));
  if (!dispute) return;
  const moved = await moveDispute(tx, payment, dispute, said);
  await tx.query(
    'UPDATE payment_dispute SET amount_fen = $2, reason = $3, respond_by = coalesce($4, respond_by) WHERE id = $1',
    [dispute.id, said.amountFen, said.reason, said.respondBy],
  );
  if (!moved) return;
  const { ref, amountFen } = said;
  if (said.status === 'lost') await keep(tx, payment, { ref, amountFen, stage: 'succeeded' });
  if (said.status === 'won' && dispute.status === 'lost') await keep(tx, payment, { ref, amountFen, stage: 'failed' });
}

/** Books what could not be booked when it came, now that there may be room for it. The same as when it came, for the sweeper. */
export async function bookOutside(tx: Tx, ref: string): Promise<void> {
  const row = await tx.one<{ paymentId: string }>(
    'SELECT payment_id AS "paymentId" FROM payment_outside_refund WHERE provider_ref = $1',
    [ref],
  );
  if (!row) return;
  await tx.query('SELECT 1 FROM payment WHERE id = $1 FOR UPDATE', [row.paymentId]);
  const known = await find(tx, ref);
  if (known && known.refundId === null && known.stage !== 'failed') await book(tx, row.paymentId, known);
}

/**
 * A refund of ours that the provider refuses since the money has gone back already, at its desk: the very refund that we asked for was made there, where the sum is the same and it is booked as
 * nothing else. Gives it as if it had been made for us. The caller holds the locks.
 */
export async function adoptOutside(tx: Tx, refund: LockedRefund): Promise<RefundSnapshot | null> {
  const row = await tx.one<{ ref: string; stage: Stage }>(
    `UPDATE payment_outside_refund SET refund_id = $3 WHERE id = (
       SELECT o.id FROM payment_outside_refund o WHERE o.payment_id = $1 AND o.amount_fen = $2 AND o.refund_id IS NULL AND o.stage <> 'failed'
         AND NOT EXISTS (SELECT FROM payment_dispute d WHERE d.provider_ref = o.provider_ref)
       ORDER BY o.seen_at, o.id LIMIT 1)
     RETURNING provider_ref AS ref, stage`,
    [refund.paymentId, refund.amountFen, refund.id],
  );
  if (!row) return null;
  const { ref, stage } = row;
  const { id: refundId, tryNo, amountFen } = refund;
  return { ref, refundId, tryNo, status: stage, amountFen, intentRef: null };
}

/** The payment that was paid by an intent, locked; undefined for one that is not ours. */
async function lockPaid(tx: Tx, intentRef: string | null): Promise<Paid | undefined> {
  if (intentRef === null) return undefined;
  const attempt = await tx.one<{ paymentId: string }>(
    `SELECT payment_id AS "paymentId" FROM payment_attempt WHERE provider_ref = $1 AND status = 'succeeded'`,
    [intentRef],
  );
  if (!attempt) return undefined;
  return tx.one<Paid>('SELECT id, holder FROM payment WHERE id = $1 FOR UPDATE', [attempt.paymentId]);
}

const lockDispute = (tx: Tx, ref: string): Promise<LockedDispute | undefined> =>
  tx.one<LockedDispute>('SELECT id, status FROM payment_dispute WHERE provider_ref = $1 FOR UPDATE', [ref]);

const find = (tx: Tx, ref: string): Promise<OutsideRefund | undefined> =>
  tx.one<OutsideRefund>(
    `SELECT id, provider_ref AS ref, amount_fen AS "amountFen", stage, refund_id AS "refundId" FROM payment_outside_refund WHERE provider_ref = $1`,
    [ref],
  );

async function keep(
  tx: Tx,
  payment: Paid,
  { ref, amountFen, stage }: Pick<OutsideRefund, 'ref' | 'amountFen' | 'stage'>,
): Promise<void> {
  await tx.query(
    `INSERT INTO payment_outside_refund (id, payment_id, provider_ref, amount_fen, stage) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (provider_ref) DO NOTHING`,
    [newId(), payment.id, ref, amountFen, stage],
  );
  const known = await find(tx, ref);
  if (!known) return;
  const later = STAGES[stage] > STAGES[known.stage];
  if (later) await tx.query('UPDATE payment_outside_refund SET stage = $2 WHERE id = $1', [known.id, stage]);
  const now = { ...known, stage: later ? stage : known.stage };
  if (now.refundId !== null) await follow(tx, now.refundId, now);
  else if (now.stage !== 'failed') await book(tx, payment.id, now);
}

async function book(tx: Tx, paymentId: string, outside: OutsideRefund): Promise<void> {
  const { ref, amountFen, id } = outside;
  const left = await tx.one<{ fen: Fen }>(`SELECT (${BALANCE})::bigint AS fen FROM payment p WHERE p.id = $1`, [
    paymentId,
  ]);
  if (!left || left.fen < amountFen) {
    alarms.inc({ kind: 'outside_refund_unbooked' });
    log.error(
      { paymentId, ref, amountFen, leftFen: left?.fen },
      'money went back that our books have promised already',
    );
    return;
  }
  const refundId = newId();
  const disputed = await lockDispute(tx, ref);
  const reason = disputed ? DISPUTED : REASON;
  await addRefund(tx, refundId, { paymentId, holder: paymentId, cause: `${OUTSIDE}${ref}`, amountFen, reason });
  await tx.query('UPDATE payment_outside_refund SET refund_id = $2 WHERE id = $1', [id, refundId]);
  await follow(tx, refundId, outside);
}

/** Moves the refund that something outside is booked as to what the provider says of it. */
async function follow(tx: Tx, refundId: string, { ref, stage }: OutsideRefund): Promise<void> {
  const refund = await tx.one<LockedRefund>(
    `SELECT f.id, f.payment_id AS "paymentId", f.status, f.amount_fen AS "amountFen", f.try_no AS "tryNo", f.channel, f.cause,
       (${BALANCE})::bigint AS "balanceFen" FROM refund f JOIN payment p ON p.id = f.payment_id WHERE f.id = $1 FOR UPDATE OF f`,
    [refundId],
  );
  if (!refund || refund.status === stage || !REFUND.can(refund.status, ACTION[stage])) return;
  await moveRefund(tx, refund, { action: ACTION[stage], ref, failure: stage === 'failed' ? '渠道撤回' : null });
}
