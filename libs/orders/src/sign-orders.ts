import { Inject, Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { ORDERS_AUDIT_ACTIONS } from '@yigou/contracts';
import { auditOf, type Caller, holdSeat, type SeatedCaller, supplierOf, SYSTEM } from '@yigou/identity';
import { DomainError, type Fen, newId, fenText } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { Payments } from '@yigou/payments';
import {
  claimKey,
  CONFIG,
  type Config,
  Database,
  type IdempotencyClaim,
  NO_ID,
  sweepEach,
  type Tx,
  UnitOfWork,
} from '@yigou/platform';
import { CloseOrders } from './close-orders';
import { type HeldOrder, lockWithPayment } from './lock-with-payment';
import { type LockedOrder, moveOrders } from './move-orders';
import { followPrice } from './order-budgets';
import { writeContract } from './order-contract';
import { ORDER } from './order-status';
import { UnitTerms } from './unit-terms';

interface Unsigned {
  readonly id: string;
  /** As PostgreSQL writes it. */
  readonly since: string;
}
interface SuppliersOrder extends HeldOrder {
  readonly by: SeatedCaller;
  readonly unitId: string;
}

/**
 * What a budget unit ordered becomes a contract when its supplier signs it (R23): until then the supplier alone may change the freight, and decline. Locks go payment, orders,
 * stock, budgets, as everywhere.
 */
@Injectable()
export class SignOrders {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly payments: Payments,
    private readonly close: CloseOrders,
    private readonly terms: UnitTerms,
    private readonly notices: Notices,
    private readonly audit: AuditLog,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Sets what the freight of an order costs, in fen; the unit's budgets hold so much more or less. Throws `not_found` for another supplier's, `order_not_signable`,
   * `budget_exceeded` with the ceiling that is breached, `checkout_too_large` for the payment provider. Nothing is changed then.
   */
  async changeFreight(caller: Caller, orderId: string, freightFen: Fen): Promise<void> {
    await this.uow.run(async (tx) => {
      const { by, payment, order } = await this.hold(tx, caller, orderId);
      const differenceFen = freightFen - order.freightFen;
      if (differenceFen === 0) return;
      const totalFen = order.totalFen + differenceFen;
      const limitFen = this.payments.maxAmountFen;
      if (totalFen > limitFen) throw new DomainError('checkout_too_large', { totalFen, limitFen });
      // An order of nothing but gifts, of which nothing is left to pay.
      if (totalFen <= 0) throw new DomainError('order_not_signable', { totalFen });
      const note = `供应商将运费由 ${fenText(order.freightFen)} 改为 ${fenText(freightFen)}，合计 ${fenText(totalFen)}`;
      await moveOrders(tx, [order], { action: 'change_freight', by, note });
      await tx.query(
        `WITH priced AS (UPDATE sales_order SET freight_fen = $2, total_fen = $3 WHERE id = $1)
         UPDATE checkout SET total_fen = total_fen + $4 WHERE id = $5`,
        [orderId, freightFen, totalFen, differenceFen, payment.holder],
      );
      await this.payments.reprice(tx, payment, payment.amountFen + differenceFen);
      await followPrice(tx, orderId, differenceFen);
      await this.tell(tx, order, '供应商修改了运费', `${note}。`);
      await this.note(tx, by, order, 'orders.freight_changed', note);
    });
  }

  /**
   * Signs what was shown: the contract is written, and the time to pay begins; what is paid on acceptance is to be shipped. An order that shares its payment with others gets one of its own, so that what other suppliers do
   * keeps nobody waiting. The same Idempotency-Key signs once. Throws `not_found`, `order_not_signable`, `version_conflict` where the total is another one by now.
   */
  async sign(caller: Caller, orderId: string, totalFen: Fen, claim: IdempotencyClaim): Promise<void> {
    await this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, { orderId });
      if (!first) return;
      const held = await this.hold(tx, caller, orderId);
      const { by, order, unitId } = held;
      if (order.totalFen !== totalFen) throw new DomainError('version_conflict');
      await this.partPayment(tx, held);
      const prepaid = order.paymentTerms === 'prepaid';
      const terms = await this.terms.ofContract(tx, unitId, order.paymentTerms);
      const when = `${prepaid ? '请在' : '验收后'} ${terms.paymentDays} 天内付款`;
      const to = prepaid ? 'pending_payment' : 'to_ship';
      await moveOrders(tx, [order], { action: 'sign', to, by, note: `供应商签署合同，${when}` });
      if (prepaid) await startPaying(tx, orderId, terms.paymentDays);
      await writeContract(tx, orderId, by, terms);
      const sum = fenText(totalFen);
      const next = prepaid ? `${when} ${sum}；来不及时可以延长一次。` : `合同金额 ${sum}，供应商先发货，${when}。`;
      await this.tell(tx, order, '供应商已签署合同', next);
      await this.tellPayers(tx, order, '供应商已签署合同', next);
      await this.note(tx, by, order, 'orders.signed', `签署订单 ${order.number} 的合同，合计 ${fenText(totalFen)}`);
    });
  }

  /** Declines to sign, with a reason that the buyer reads; stock and budget are given back. Throws `not_found`, `order_not_signable`. */
  async decline(caller: Caller, orderId: string, reason: string, claim: IdempotencyClaim): Promise<void> {
    await this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, { orderId });
      if (!first) return;
      const { by, ...held } = await this.hold(tx, caller, orderId);
      await this.close.endUnsigned(tx, held, { action: 'decline', by, note: `供应商拒绝签署合同：${reason}` });
      await this.tell(tx, held.order, '供应商拒绝签署合同', `原因：${reason}。库存和预算已释放，可另选供应商。`);
      await this.note(tx, by, held.order, 'orders.declined', `拒绝签署订单 ${held.order.number} 的合同：${reason}`);
    });
  }

  /** Closes what was not signed in time, `size` to a page; returns how many were looked at. Throws `SweepFailed` at the end. */
  expireDue(size: number): Promise<number> {
    return sweepEach(
      { name: 'expire-unsigned', size, due: (after?: Unsigned) => this.overdue(size, after) },
      ({ id }) => this.expire(id),
    );
  }

  private overdue(limit: number, after: Unsigned | undefined): Promise<Unsigned[]> {
    return this.db.query(
      `SELECT id, expires_at::text AS since FROM sales_order WHERE status = 'to_sign' AND expires_at <= clock_timestamp()
         AND (expires_at, id) > ($2::timestamptz, $3::uuid) ORDER BY expires_at, id LIMIT $1`,
      [limit, after?.since ?? '-infinity', after?.id ?? NO_ID],
    );
  }

  /** Closes an order whose time to be signed is over; one that was signed or closed meanwhile stays as it is. */
  async expire(orderId: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const held = await lockWithPayment(tx, this.payments, orderId);
      if (held.order.status !== 'to_sign' || !(await isOver(tx, orderId))) return;
      const note = '供应商逾期未签署合同，订单自动关闭';
      await this.close.endUnsigned(tx, held, { action: 'expire', by: SYSTEM, note });
      await this.tell(tx, held.order, '供应商逾期未签署合同', '订单已自动关闭，库存和预算已释放，可另选供应商。');
    });
  }

  /** An order of the caller's supplier that may be signed now, and the caller's seat. Throws `not_found`, `forbidden`, `order_not_signable`. */
  private async hold(tx: Tx, caller: Caller, orderId: string): Promise<SuppliersOrder> {
    const own = await tx.one('SELECT FROM sales_order WHERE id = $1 AND supplier_id = $2', [
      orderId,
      supplierOf(caller),
    ]);
    if (!own) throw new DomainError('not_found');
    const held = await lockWithPayment(tx, this.payments, orderId);
    const by = await holdSeat(tx, caller, { kind: 'supplier' });
    const { status, unitId } = held.order;
    if (!ORDER.can(status, 'sign') || unitId === null || (await isOver(tx, orderId)))
      throw new DomainError('order_not_signable', { status });
    return { ...held, by, unitId };
  }

  /** A checkout and a payment for this order alone; one that is alone in its own keeps them. What is left of the other is asked of nobody once none of its orders stands. */
  private async partPayment(tx: Tx, { payment, orders, order }: HeldOrder): Promise<void> {
    const others = orders.filter(({ id }) => id !== order.id);
    if (others.length === 0) return;
    const checkoutId = newId();
    const { paymentId } = await this.payments.open(tx, {
      id: newId(),
      holder: checkoutId,
      purpose: 'checkout',
      amountFen: order.totalFen,
      returnUrl: `${this.config.STOREFRONT_URL}/pay/return?checkout=${checkoutId}`,
    });
    const leftFen = payment.amountFen - order.totalFen;
    await tx.query(
      `WITH own AS (INSERT INTO checkout (id, user_id, payment_id, total_fen, expires_at)
         SELECT $1, user_id, $2, $3, expires_at FROM checkout WHERE id = $4)
       UPDATE checkout SET total_fen = $5 WHERE id = $4`,
      [checkoutId, paymentId, order.totalFen, payment.holder, leftFen],
    );
    await tx.query('UPDATE sales_order SET checkout_id = $2 WHERE id = $1', [order.id, checkoutId]);
    await this.payments.reprice(tx, payment, leftFen);
    if (others.every(({ status }) => status !== 'to_sign')) await this.payments.cancel(tx, payment);
  }

  private tell(tx: Tx, { id, userId, number }: LockedOrder, title: string, body: string): Promise<void> {
    return this.notices.tell(
      tx,
      { userIds: [userId] },
      { kind: 'order', title: `${title}：订单 ${number}`, body, link: `/orders/${id}` },
    );
  }

  /** Who pays for the unit hears of it as well, and whoever manages it. */
  private async tellPayers(tx: Tx, order: LockedOrder, title: string, body: string): Promise<void> {
    if (order.unitId === null) return;
    await this.notices.tell(
      tx,
      { duty: { organisationId: order.unitId, duty: 'pay', exceptId: order.userId } },
      {
        kind: 'order',
        title: `${title}：订单 ${order.number}`,
        body,
        link: `/agency/payables?id=${order.id}`,
      },
    );
  }

  private note(
    tx: Tx,
    by: SeatedCaller,
    { id }: LockedOrder,
    action: keyof typeof ORDERS_AUDIT_ACTIONS,
    summary: string,
  ): Promise<void> {
    return this.audit.record(tx, { ...auditOf(by), action, subjectKind: 'order', subjectId: id, summary });
  }
}

/** Judged by the clock of a statement that starts when the locks are held. */
async function isOver(tx: Tx, orderId: string): Promise<boolean> {
  const found = await tx.one<{ over: boolean }>(
    'SELECT expires_at <= clock_timestamp() AS over FROM sales_order WHERE id = $1',
    [orderId],
  );
  return found?.over ?? true;
}

async function startPaying(tx: Tx, orderId: string, days: number): Promise<void> {
  await tx.query(
    `WITH running AS (UPDATE sales_order SET expires_at = clock_timestamp() + make_interval(days => $2) WHERE id = $1
       RETURNING checkout_id, expires_at)
     UPDATE checkout c SET expires_at = running.expires_at FROM running WHERE c.id = running.checkout_id`,
    [orderId, days],
  );
}
