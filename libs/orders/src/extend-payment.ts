import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { auditOf, type Caller, inPerson } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Payments } from '@yigou/payments';
import { claimKey, Database, type IdempotencyClaim, UnitOfWork } from '@yigou/platform';
import { lockWithPayment } from './lock-with-payment';
import { moveOrders } from './move-orders';
import { ORDER } from './order-status';

/** An order `o` whose time to pay may be put off: signed, running, and not put off before. */
export const EXTENDABLE = `(o.status = 'pending_payment' AND o.extended_at IS NULL AND o.expires_at > clock_timestamp()
  AND EXISTS (SELECT FROM order_contract x WHERE x.order_id = o.id))`;

/** The one extension of a unit's time to pay that its contract grants (R22). */
@Injectable()
export class ExtendPayment {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly payments: Payments,
    private readonly audit: AuditLog,
  ) {}

  /** Whoever ordered puts the end off by the days of the contract, with a reason. Throws `not_found` for another person's, `order_not_extendable`. */
  async execute(caller: Caller, orderId: string, reason: string, claim: IdempotencyClaim): Promise<void> {
    const by = inPerson(caller);
    const own = await this.db.one('SELECT FROM sales_order WHERE id = $1 AND user_id = $2', [orderId, by.actor.userId]);
    if (!own) throw new DomainError('not_found');
    await this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, { orderId });
      if (!first) return;
      const { order } = await lockWithPayment(tx, this.payments, orderId);
      ORDER.next(order.status, 'extend');
      const extended = await tx.one<{ days: number }>(
        `WITH put_off AS (UPDATE sales_order o SET expires_at = o.expires_at + make_interval(days => x.extension_days), extended_at = clock_timestamp()
             FROM order_contract x WHERE o.id = $1 AND x.order_id = o.id AND ${EXTENDABLE} RETURNING o.checkout_id, o.expires_at, x.extension_days),
           shown AS (UPDATE checkout c SET expires_at = put_off.expires_at FROM put_off WHERE c.id = put_off.checkout_id)
         SELECT extension_days AS days FROM put_off`,
        [orderId],
      );
      if (!extended) throw new DomainError('order_not_extendable');
      const note = `付款期延长 ${extended.days} 天：${reason}`;
      await moveOrders(tx, [order], { action: 'extend', by, note });
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'orders.payment_extended',
        subjectKind: 'order',
        subjectId: orderId,
        summary: `订单 ${order.number} 的${note}`,
      });
    });
  }
}
