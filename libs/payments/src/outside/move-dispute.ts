import type { DisputeStatus } from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import { eventRow, eventsCte, type Tx } from '@yigou/platform';
import type { DisputeSnapshot } from '../payment-gateway';
import { DISPUTE } from '../payment-status';
import { PaymentDisputed } from '../payments.events';

export interface LockedDispute {
  readonly id: string;
  readonly status: DisputeStatus;
}
interface Disputed {
  readonly id: string;
  readonly holder: string;
}

const ACTION = { under_review: 'review', won: 'win', lost: 'lose' } as const;

/** A dispute of a locked payment that is new; null where it is known. */
export async function addDispute(tx: Tx, payment: Disputed, said: DisputeSnapshot): Promise<LockedDispute | null> {
  const { ref, amountFen, reason, respondBy } = said;
  const id = newId();
  const [added] = await tx.query(
    `WITH added AS (
       INSERT INTO payment_dispute (id, payment_id, provider_ref, amount_fen, reason, status, respond_by)
       VALUES ($1, $2, $3, $4, $5, '${DISPUTE.initial}', $6) ON CONFLICT (provider_ref) DO NOTHING RETURNING id),
     ${eventsCte('$7', { onlyFor: 'added' })}
     SELECT id FROM added`,
    [id, payment.id, ref, amountFen, reason, respondBy, told(payment, id, said, DISPUTE.initial)],
  );
  return added ? { id, status: DISPUTE.initial } : null;
}

/**
 * The only writer of a dispute's state, once it is there. What the provider said before an ending changes nothing when it comes after it; an ending may give way to the other. Gives whether it
 * moved.
 */
export async function moveDispute(
  tx: Tx,
  payment: Disputed,
  dispute: LockedDispute,
  said: DisputeSnapshot,
): Promise<boolean> {
  if (said.status === dispute.status || said.status === 'needs_response') return false;
  const action = ACTION[said.status];
  if (!DISPUTE.can(dispute.status, action)) return false;
  const to = DISPUTE.next(dispute.status, action);
  await tx.query(
    `WITH moved AS (
       UPDATE payment_dispute SET status = $2, closed_at = CASE WHEN $2 IN ('won', 'lost') THEN clock_timestamp() END WHERE id = $1 RETURNING id),
     ${eventsCte('$3', { onlyFor: 'moved' })}
     SELECT id FROM moved`,
    [dispute.id, to, told(payment, dispute.id, said, to)],
  );
  return true;
}

const told = (
  { id: paymentId, holder }: Disputed,
  disputeId: string,
  { amountFen, respondBy }: DisputeSnapshot,
  status: DisputeStatus,
): string =>
  JSON.stringify([
    eventRow(
      PaymentDisputed,
      {
        paymentId,
        holder,
        disputeId,
        amountFen,
        status,
        respondBy: respondBy?.toISOString() ?? null,
      },
      disputeId,
    ),
  ]);
