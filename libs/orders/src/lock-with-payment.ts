import { DomainError } from '@yigou/kernel';
import type { Payment, Payments } from '@yigou/payments';
import type { Tx } from '@yigou/platform';
import { type LockedOrder, lockOrdersOf } from './move-orders';

/** An order under its lock, with the payment that it shares with the others. */
export interface HeldOrder {
  readonly payment: Payment;
  /** All orders that the payment is for, by id. */
  readonly orders: readonly LockedOrder[];
  readonly order: LockedOrder;
}

/**
 * Locks the payment of an order, then all orders that it is for. A unit's order gets a payment of its own when it is signed, and another where a wrong amount went back: one that
 * went while this waited is looked for again. Throws `not_found`.
 */
export async function lockWithPayment(
  tx: Tx,
  payments: Payments,
  orderId: string,
  knownPaymentId?: string,
): Promise<HeldOrder> {
  for (const known of [knownPaymentId, undefined, undefined]) {
    const paymentId = known ?? (await paymentOf(tx, orderId));
    const payment = await payments.lock(tx, paymentId);
    // What came wrong of it may have gone back while this waited, and another be asked for (`CheckoutPayments.resolved`).
    if (payment.status === 'resolved' && paymentId !== (await paymentOf(tx, orderId))) continue;
    const orders = await lockOrdersOf(tx, payment.holder);
    const order = orders.find(({ id }) => id === orderId);
    if (order) return { payment, orders, order };
  }
  throw new DomainError('not_found');
}

async function paymentOf(tx: Tx, orderId: string): Promise<string> {
  const found = await tx.one<{ paymentId: string }>(
    'SELECT c.payment_id AS "paymentId" FROM sales_order o JOIN checkout c ON c.id = o.checkout_id WHERE o.id = $1',
    [orderId],
  );
  if (!found) throw new DomainError('not_found');
  return found.paymentId;
}
