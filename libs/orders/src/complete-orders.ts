import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { auditOf, type Caller, inPerson, SYSTEM } from '@yigou/identity';
import { DomainError, sumFen } from '@yigou/kernel';
import { Payments, Refunds } from '@yigou/payments';
import { claimKey, Database, type IdempotencyClaim, NO_ID, sweepEach, type Tx, UnitOfWork } from '@yigou/platform';
import { unweighedRest } from './accept-orders';
import { FinishOrders } from './finish-orders';
import { lockWithPayment } from './lock-with-payment';
import { lockOrder, moveOrders } from './move-orders';
import { ORDER } from './order-status';
import { owedLines } from './owed-lines';

/** An order whose term is over, and since when as PostgreSQL writes it. */
interface Due {
  readonly id: string;
  readonly at: string;
  readonly onAcceptance: boolean;
  /** Has goods sold by weight: what was not weighed is billed at what it should weigh. */
  readonly byWeight: boolean;
}

/** Receipt: confirmed by the buyer, or taken as confirmed some days after delivery. */
@Injectable()
export class CompleteOrders {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly payments: Payments,
    private readonly refunds: Refunds,
    private readonly ending: FinishOrders,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Throws `order_not_receivable` before all of it is shipped, `order_needs_acceptance` for a unit's order, which two people accept, `order_signed_by_recipient` for a donation's, which who gets it signs for, `not_found` for another
   * person's order.
   */
  async confirm(caller: Caller, orderId: string, claim: IdempotencyClaim): Promise<void> {
    const by = inPerson(caller);
    await this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, { orderId });
      if (!first) return;
      const order = await lockOrder(tx, orderId);
      if (order?.userId !== by.actor.userId) throw new DomainError('not_found');
      if (order.unitId !== null) throw new DomainError('order_needs_acceptance');
      if (order.origin === 'donation') throw new DomainError('order_signed_by_recipient');
      ORDER.next(order.status, 'receive', 'completed');
      const summary = `确认收到订单 ${order.number}`;
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'orders.received',
        subjectKind: 'order',
        subjectId: orderId,
        summary,
      });
      await moveOrders(tx, [order], { action: 'receive', to: 'completed', by, note: '确认收货' });
    });
  }

  /** Completes orders whose term after delivery is over, one transaction each, `size` to a page; returns how many. Throws `SweepFailed` at the end. */
  confirmDue(size: number): Promise<number> {
    return sweepEach({ name: 'confirm-receipt', size, due: (after?: Due) => this.due(after, size) }, (one) =>
      this.uow.run((tx) => (one.onAcceptance || one.byWeight ? this.settle(tx, one.id) : this.take(tx, one.id))),
    );
  }

  private async take(tx: Tx, id: string): Promise<void> {
    const order = await lockOrder(tx, id);
    if (!order || !(await isDue(tx, id))) return;
    const note = order.unitId === null ? '签收后到期，自动确认收货' : TAKEN_AS_SENT;
    await moveOrders(tx, [order], { action: 'receive', to: 'completed', by: SYSTEM, note });
  }

  /**
   * Of what is paid on acceptance, what nobody refused in time is to be paid. What nobody weighed is billed at what it should weigh: the tolerance is not asked for, or goes back
   * where it was paid in advance.
   */
  private async settle(tx: Tx, id: string): Promise<void> {
    const { payment, order } = await lockWithPayment(tx, this.payments, id);
    if (!(await isDue(tx, id))) return;
    const pieces = unweighedRest({ lines: await owedLines(tx, id) });
    const refundFen = sumFen([...pieces.values()].map(({ weightRefundFen }) => weightRefundFen));
    const note = pieces.size > 0 ? `${TAKEN_AS_SENT}，按实称结算的商品按标称重量计` : TAKEN_AS_SENT;
    const accepted = { pieces, refundFen };
    await this.ending.finish(tx, payment, order, { action: 'receive', by: SYSTEM, note, accepted });
    if (refundFen === 0 || order.paymentTerms !== 'prepaid') return;
    const reason = '逾期未验收，按标称重量结算的差额';
    const back = { paymentId: payment.id, holder: id, cause: 'unweighed', amountFen: refundFen, reason };
    await this.refunds.request(tx, back);
  }

  private due(after: Due | undefined, limit: number): Promise<Due[]> {
    return this.db.query<Due>(
      `SELECT id, auto_confirm_at::text AS at, payment_terms = 'on_acceptance' AS "onAcceptance",
         EXISTS (SELECT FROM order_line l WHERE l.order_id = sales_order.id AND l.weight_terms IS NOT NULL) AS "byWeight"
       FROM sales_order WHERE status = 'shipped' AND auto_confirm_at <= clock_timestamp() AND open_cases = 0
         AND (auto_confirm_at, id) > ($2::timestamptz, $3::uuid) ORDER BY auto_confirm_at, id LIMIT $1`,
      [limit, after?.at ?? '-infinity', after?.id ?? NO_ID],
    );
  }
}

const TAKEN_AS_SENT = '签收后逾期未完成验收，未验收部分按实际发货数量确认收货';

/** Judged by the clock of a statement that starts when the locks are held. */
async function isDue(tx: Tx, id: string): Promise<boolean> {
  const due = await tx.one(
    "SELECT 1 AS due FROM sales_order WHERE id = $1 AND status = 'shipped' AND auto_confirm_at <= clock_timestamp() AND open_cases = 0",
    [id],
  );
  return due !== undefined;
}
