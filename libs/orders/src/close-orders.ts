import { Injectable, Logger } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { auditOf, type Caller, inPerson, SYSTEM } from '@yigou/identity';
import { StockLedger } from '@yigou/inventory';
import { DomainError } from '@yigou/kernel';
import { type Payment, Payments, Refunds, SettlePayment } from '@yigou/payments';
import { claimKey, Database, type IdempotencyClaim, NO_ID, sweepEach, type Tx, UnitOfWork } from '@yigou/platform';
import { type HeldOrder, lockWithPayment } from './lock-with-payment';
import { type LockedOrder, lockOrdersOf, moveOrders, type OrderMove } from './move-orders';
import { ORDER } from './order-status';

/** A payment whose orders are past their time to pay. */
interface Overdue {
  readonly id: string;
  /** As PostgreSQL writes it. */
  readonly since: string;
  readonly lateSeconds: number;
}

export interface Withdrawal {
  /** Chinese, read by the buyer: why. */
  readonly note: string;
  /** What is paid, and nothing of it is shipped, is given back as well; otherwise it stays. */
  readonly paidToo: boolean;
  /** Since when it is to be closed: how long a provider that cannot be reached was waited for. */
  readonly waitedSeconds: number;
}

/** Orders that end without goods: cancelled by the buyer before shipping, withdrawn since their goods will not come, or closed because nobody paid in time. */
@Injectable()
export class CloseOrders {
  private readonly log = new Logger('CloseOrders');

  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly payments: Payments,
    private readonly refunds: Refunds,
    private readonly stock: StockLedger,
    private readonly settle: SettlePayment,
    private readonly audit: AuditLog,
  ) {}

  /**
   * The buyer cancels. Not signed yet: this order alone, nothing of it could be paid. Unpaid: every order of the checkout closes, since they share one payment. Paid: this order alone, and its total goes back; to be paid on acceptance: this order alone, of which nothing was paid.
   * Throws `order_not_cancellable` once something was shipped, `not_found` for another person's order.
   */
  async cancel(caller: Caller, orderId: string, reason: string, claim: IdempotencyClaim): Promise<void> {
    const by = inPerson(caller);
    const order = await this.db.one<{ paymentId: string; number: string }>(
      `SELECT c.payment_id AS "paymentId", o.number FROM sales_order o JOIN checkout c ON c.id = o.checkout_id WHERE o.id = $1 AND o.user_id = $2`,
      [orderId, by.actor.userId],
    );
    if (!order) throw new DomainError('not_found');
    await this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, { orderId });
      if (!first) return;
      const held = await lockWithPayment(tx, this.payments, orderId, order.paymentId);
      const { payment, orders, order: target } = held;
      ORDER.next(target.status, 'cancel');
      const summary = `取消订单 ${order.number}：${reason}`;
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'orders.cancelled',
        subjectKind: 'order',
        subjectId: orderId,
        summary,
      });
      if (target.status === 'to_sign') return this.endUnsigned(tx, held, { action: 'cancel', by, note: reason });
      if (target.status === 'pending_payment') {
        await this.close(tx, orders, { action: 'cancel', by, note: reason });
        await this.payments.cancel(tx, payment);
        return;
      }
      await this.giveBack(tx, held, { action: 'cancel', by, note: reason }, '买家取消订单');
    });
  }

  /** Nothing of it was shipped: it ends, and its total goes back unless it was to be paid on acceptance. */
  private async giveBack(tx: Tx, { payment, order }: HeldOrder, move: Ending, reason: string): Promise<void> {
    await this.close(tx, [order], move);
    if (order.paymentTerms === 'on_acceptance') return this.payments.cancel(tx, payment);
    await this.refunds.request(tx, {
      paymentId: payment.id,
      holder: order.id,
      cause: 'cancellation',
      amountFen: order.totalFen,
      reason,
    });
  }

  /**
   * Ends an order whose goods will not come, by nobody's wish; one that has ended, was shipped, or is paid and stays is left alone, however often it is asked for.
   * Not paid, the provider is asked to cancel first: when the money was quicker, the order is paid instead. Every order of the checkout closes, since they share one payment. Money that
   * is said to be on its way by transfer, and a pool's, is waited for.
   */
  async withdraw(orderId: string, { note, paidToo, waitedSeconds }: Withdrawal): Promise<void> {
    const found = await this.db.one<{ paymentId: string; unpaid: boolean }>(
      `SELECT c.payment_id AS "paymentId", o.status = 'pending_payment' AND o.origin IS NULL AS unpaid
       FROM sales_order o JOIN checkout c ON c.id = o.checkout_id WHERE o.id = $1`,
      [orderId],
    );
    if (!found) throw new DomainError('not_found');
    if (found.unpaid && !(await this.closedAtProvider(found.paymentId, waitedSeconds))) return;
    await this.uow.run(async (tx) => {
      const held = await lockWithPayment(tx, this.payments, orderId, found.paymentId);
      const { payment, orders, order } = held;
      const move: Ending = { action: 'cancel', by: SYSTEM, note };
      if (order.status === 'to_sign') await this.endUnsigned(tx, held, move);
      else if (order.status === 'pending_payment' && found.unpaid && isAskedOfPeople(payment)) {
        const together = orders.length > 1 ? '，同一笔付款的订单一并关闭' : '';
        await this.close(tx, orders, { ...move, note: `${note}${together}` });
        await this.payments.cancel(tx, payment);
      } else if (order.status === 'to_ship' && paidToo) await this.giveBack(tx, held, move, note);
    });
  }

  /**
   * Ends an order that nobody has signed: its stock is free and its budget given back. The payment that it was to share is asked of nobody once none of its orders stands.
   */
  async endUnsigned(tx: Tx, { payment, orders, order }: HeldOrder, move: OrderMove): Promise<void> {
    await this.stock.release(tx, [order.id]);
    await moveOrders(tx, [order], move);
    const others = orders.some(({ id, status }) => id !== order.id && status === 'to_sign');
    if (!others) await this.payments.cancel(tx, payment);
  }

  /** Closes every checkout whose time to pay is over, `size` to a page; returns how many were looked at. Throws `SweepFailed` at the end. */
  expireDue(size: number): Promise<number> {
    return sweepEach(
      { name: 'expire-unpaid', size, due: (after?: Overdue) => this.overdue(size, after) },
      ({ id, lateSeconds }) => this.expire(id, lateSeconds),
    );
  }

  private overdue(limit: number, after: Overdue | undefined): Promise<Overdue[]> {
    return this.db.query(
      `SELECT c.payment_id AS id, min(o.expires_at)::text AS since,
         extract(epoch FROM clock_timestamp() - min(o.expires_at))::int AS "lateSeconds"
       FROM sales_order o JOIN checkout c ON c.id = o.checkout_id JOIN payment p ON p.id = c.payment_id AND p.channel = 'online'
       WHERE o.status = 'pending_payment' AND o.expires_at <= clock_timestamp() AND o.expires_at >= $2::timestamptz
       GROUP BY c.payment_id HAVING (min(o.expires_at), c.payment_id) > ($2::timestamptz, $3::uuid)
       ORDER BY min(o.expires_at), c.payment_id LIMIT $1`,
      [limit, after?.since ?? '-infinity', after?.id ?? NO_ID],
    );
  }

  /**
   * Closes an unpaid checkout. The provider is asked to cancel first: when the money was quicker, the order is paid instead. While the provider cannot be
   * reached the order stays open for another ten minutes; what is paid after that is refunded.
   */
  async expire(paymentId: string, lateSeconds: number): Promise<void> {
    if (!(await this.closedAtProvider(paymentId, lateSeconds))) return;
    await this.uow.run(async (tx) => {
      const payment = await this.payments.lock(tx, paymentId);
      // Money may be on its way already: whoever is to get it says whether it came.
      if (payment.channel === 'transfer') return;
      const due = await this.lockOverdue(tx, payment.holder);
      if (due.length === 0) return;
      await this.close(tx, due, { action: 'expire', by: SYSTEM, note: '超时未付款，订单自动关闭' });
      await this.payments.cancel(tx, payment);
    });
  }

  /** Whether nothing can be paid there any more, or it was waited for long enough. Money that was quicker is settled. */
  private async closedAtProvider(paymentId: string, lateSeconds: number): Promise<boolean> {
    try {
      const intent = await this.payments.cancelAtProvider(paymentId);
      if (intent?.status !== 'succeeded') return true;
      await this.settle.execute(intent);
      return false;
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== 'payment_unavailable') throw error;
      if (lateSeconds < PATIENCE_SECONDS) return false;
      this.log.warn({ paymentId }, 'closing an unpaid order without the provider, which is out of reach');
      return true;
    }
  }

  /** The orders of a checkout whose time is over, under their locks: judged by the clock of a statement that starts when the locks are held. */
  private async lockOverdue(tx: Tx, checkoutId: string): Promise<LockedOrder[]> {
    const orders = await lockOrdersOf(tx, checkoutId);
    const over = await tx.query<{ id: string }>(
      'SELECT id FROM sales_order WHERE checkout_id = $1 AND expires_at <= clock_timestamp()',
      [checkoutId],
    );
    return orders.filter((order) => ORDER.can(order.status, 'expire') && over.some(({ id }) => id === order.id));
  }

  private async close(tx: Tx, orders: readonly LockedOrder[], move: Ending): Promise<void> {
    const open = orders.filter((order) => ORDER.can(order.status, move.action));
    await this.stock.release(
      tx,
      open.map((order) => order.id),
    );
    await moveOrders(tx, open, move);
  }
}

type Ending = OrderMove & { readonly action: 'cancel' | 'expire' };
/** Neither on its way from account to account, nor gathered by a pool. */
const isAskedOfPeople = ({ channel, purpose }: Payment): boolean => channel === 'online' && purpose === 'checkout';

/** How long past its time an unpaid order waits for a provider that cannot be reached. */
const PATIENCE_SECONDS = 600;
