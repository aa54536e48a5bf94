import { Injectable } from '@nestjs/common';
import type { By } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Payments, SettlePayment } from '@yigou/payments';
import { Database, type Tx } from '@yigou/platform';
import { CheckoutPayments } from './checkout-payments';
import { type HeldOrder, lockWithPayment } from './lock-with-payment';
import { awaitsMoney } from './order-status';

/** Days that an order stays open at least after its voucher was sent back, so that another can be sent. */
export const DAYS_AFTER_RETURN = 3;

/**
 * What a bank transfer asks of an order: that nobody pays it online meanwhile, and that it is paid once the money is there. Whoever knows of vouchers calls it; orders and
 * payments move here as for any other payment.
 */
@Injectable()
export class TransferOrders {
  constructor(
    private readonly db: Database,
    private readonly payments: Payments,
    private readonly settle: SettlePayment,
    private readonly money: CheckoutPayments,
  ) {}

  /** Locks an order with its payment. Throws `not_found`. */
  lock(tx: Tx, orderId: string): Promise<HeldOrder> {
    return lockWithPayment(tx, this.payments, orderId);
  }

  /** The unit says that it has transferred all that is asked for of a signed order. Throws `order_not_transferable`. */
  async expect(tx: Tx, { order, payment }: HeldOrder): Promise<void> {
    if (!awaitsMoney(order.status) || order.unitId === null || payment.status !== 'pending')
      throw new DomainError('order_not_transferable', { status: order.status });
    await this.payments.expectTransfer(tx, payment);
  }

  /** The money is not there, or was not sent: the order may be paid either way again, for some days at least. One that is closed or paid stays so. */
  async forget(tx: Tx, { order, payment }: HeldOrder): Promise<void> {
    if (payment.status !== 'pending') return;
    await this.payments.expectOnline(tx, payment);
    await tx.query(
      `WITH running AS (UPDATE sales_order SET expires_at = greatest(expires_at, clock_timestamp() + make_interval(days => $2))
           WHERE id = $1 AND status = 'pending_payment' RETURNING checkout_id, expires_at)
       UPDATE checkout c SET expires_at = running.expires_at FROM running WHERE c.id = running.checkout_id`,
      [order.id, DAYS_AFTER_RETURN],
    );
  }

  /** The money is there: the order is paid, or, closed meanwhile, its money is owed back. Throws `order_paid_otherwise`, `online_payment_open`. */
  async pay(tx: Tx, { payment }: HeldOrder, by: By, note: string): Promise<void> {
    await this.money.byTransfer(tx, payment, by, note);
  }

  /**
   * Closes what could still be paid at the provider, outside any transaction; when the money was quicker there, the order is paid with it. Throws `online_payment_open` while
   * the provider cannot be reached.
   */
  async closeOnline(orderId: string): Promise<void> {
    const found = await this.db.one<{ paymentId: string }>(
      'SELECT c.payment_id AS "paymentId" FROM sales_order o JOIN checkout c ON c.id = o.checkout_id WHERE o.id = $1',
      [orderId],
    );
    if (!found) return;
    try {
      const intent = await this.payments.cancelAtProvider(found.paymentId);
      if (intent) await this.settle.execute(intent);
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'payment_unavailable') throw error;
      throw new DomainError('online_payment_open', { cause: 'provider' });
    }
  }
}
