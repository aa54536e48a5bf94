import { Injectable } from '@nestjs/common';
import { Notices } from '@yigou/notifications';
import { atMarket, claimEvent, type Tx, UnitOfWork } from '@yigou/platform';
import { ORDER_TELLINGS, type OrderNotice, REFUND_TELLINGS, type ToldOrder } from './order-notices';

interface Heard {
  readonly id: string;
  readonly hearer: string;
}
interface SaidOfStep {
  readonly orderId: string;
  readonly stepId?: string | undefined;
  readonly carrier?: string;
  readonly waybill?: string;
}

/** An order `o` and, where it is told of one, its step `s`. */
const TOLD = `o.id, o.number, o.user_id AS "userId", o.unit_id AS "unitId", o.supplier_id AS "supplierId", o.origin, o.total_fen AS "totalFen",
  to_char(${atMarket('o.expires_at')}, 'YYYY-MM-DD HH24:MI') AS until, s.actor_id AS "actorId", s.from_status AS "from", s.to_status AS "to", coalesce(s.note, '') AS note`;

/**
 * Whoever waits for a step of an order hears of it: buyer, the unit's people whose duty it is, supplier. By events, so that the step itself, a checkout above all, waits for no notice;
 * each is told once however often it comes.
 */
@Injectable()
export class TellOrders {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly notices: Notices,
  ) {}

  async tell(
    event: Heard,
    telling: keyof typeof ORDER_TELLINGS,
    { orderId, stepId, ...parcel }: SaidOfStep,
  ): Promise<void> {
    await this.uow.run(async (tx) => {
      if (!(await claimEvent(tx, event))) return;
      const order = await tx.one<ToldOrder>(
        `SELECT ${TOLD} FROM sales_order o LEFT JOIN order_step s ON s.id = $2 AND s.order_id = o.id WHERE o.id = $1`,
        [orderId, stepId ?? null],
      );
      // What was published before steps were named does not say who did it.
      if (!order || (order.to === null && telling !== 'toSign')) return;
      await this.write(tx, ORDER_TELLINGS[telling](order, parcel));
    });
  }

  /**
   * Money went back to whoever paid online, or did not. What goes back by transfer its sender tells, and what goes back into the pool of a group purchase the group purchase. All of a
   * payment that several orders share is told once, with the first of them.
   */
  async tellRefund(
    event: Heard,
    telling: keyof typeof REFUND_TELLINGS,
    { refundId, amountFen }: { readonly refundId: string; readonly amountFen: number },
  ): Promise<void> {
    await this.uow.run(async (tx) => {
      if (!(await claimEvent(tx, event))) return;
      const order = await tx.one<ToldOrder & { readonly reason: string }>(
        `SELECT ${TOLD}, f.reason FROM refund f JOIN payment p ON p.id = f.payment_id JOIN sales_order o ON o.checkout_id = p.holder
           AND (o.id = f.holder OR NOT EXISTS (SELECT FROM sales_order h WHERE h.id = f.holder))
         LEFT JOIN order_step s ON false
         WHERE f.id = $1 AND f.channel = 'online' AND o.origin IS NULL ORDER BY o.number LIMIT 1`,
        [refundId],
      );
      if (order) await this.write(tx, REFUND_TELLINGS[telling](order, { amountFen, reason: order.reason }));
    });
  }

  private async write(tx: Tx, notices: readonly OrderNotice[]): Promise<void> {
    for (const { audience, standsForAll, ...text } of notices)
      if (standsForAll) await this.notices.tellUnlessWaiting(tx, audience.organisationIds ?? [], text);
      else await this.notices.tell(tx, audience, text);
  }
}
