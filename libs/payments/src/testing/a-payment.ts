import { newId } from '@yigou/kernel';
import type { Queryable } from '@yigou/platform';
import { given } from '@yigou/testing';
import { PaymentDispute } from '../outside/payment-dispute.entity';
import { Payment } from '../payment.entity';
import { PaymentAttempt } from '../payment-attempt.entity';
import { PaymentEntry } from '../payment-entry.entity';
import { Refund } from '../refund.entity';

/** A payment with its attempt and, when it is paid, what came in; pending unless said otherwise. Without the provider there is no attempt. */
export async function aPayment(
  db: Queryable,
  { atProvider = true, ...said }: Partial<Payment> & Pick<Payment, 'amountFen'> & { readonly atProvider?: boolean },
): Promise<Payment> {
  const paid = said.status === 'paid';
  const payment = await given(db, Payment, {
    status: 'pending',
    capturedFen: paid ? said.amountFen : 0,
    paidAt: paid ? (said.createdAt ?? new Date()) : null,
    ...said,
  });
  if (atProvider)
    await given(db, PaymentAttempt, {
      paymentId: payment.id,
      status: paid ? 'succeeded' : said.status === 'cancelled' ? 'cancelled' : 'open',
      providerRef: `pi_${payment.id}`,
    });
  if (paid)
    await given(db, PaymentEntry, {
      paymentId: payment.id,
      kind: 'capture',
      amountFen: payment.capturedFen,
      at: payment.createdAt,
    });
  return payment;
}

/** Money of a payment that went back to the buyer. */
export async function aRefund(
  db: Queryable,
  said: Partial<Refund> & Pick<Refund, 'paymentId' | 'holder' | 'amountFen'>,
): Promise<Refund> {
  const refund = await given(db, Refund, { cause: 'cancellation', reason: '', status: 'succeeded', ...said });
  const { id: refundId, paymentId, amountFen } = refund;
  await given(db, PaymentEntry, { paymentId, kind: 'refund', amountFen: -amountFen, refundId });
  await db.query('UPDATE payment SET refunded_fen = refunded_fen + $2 WHERE id = $1', [paymentId, amountFen]);
  return refund;
}

/** A buyer's bank asks money of a payment back, and nobody has answered yet unless said otherwise. */
export function aDispute(
  db: Queryable,
  said: Partial<PaymentDispute> & Pick<PaymentDispute, 'paymentId' | 'amountFen'>,
): Promise<PaymentDispute> {
  const providerRef = `dp_${newId()}`;
  return given(db, PaymentDispute, { providerRef, reason: 'product_not_received', status: 'needs_response', ...said });
}
