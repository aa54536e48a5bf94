import { Injectable } from '@nestjs/common';
import { CloseOrders } from '@yigou/orders';
import { Database, NO_ID, sweepEach } from '@yigou/platform';

interface Due {
  readonly id: string;
  readonly number: string;
  readonly waitedSeconds: number;
}

/** Nobody is to pay for goods that are called back: orders that a recall concerns and that were not paid when it began are closed. Driven from PostgreSQL. */
@Injectable()
export class CloseRecalled {
  constructor(
    private readonly db: Database,
    private readonly orders: CloseOrders,
  ) {}

  /** Returns how many orders were looked at; what was paid meanwhile stays. Throws `SweepFailed` at the end. */
  run(size: number): Promise<number> {
    const due = (after?: Due) =>
      this.db.query<Due>(
        `SELECT DISTINCT ON (q.order_id) q.order_id AS id, v.number, extract(epoch FROM clock_timestamp() - v.opened_at)::int AS "waitedSeconds"
         FROM recalls_recall v JOIN recalls_order q ON q.recall_id = v.id AND q.unpaid
           JOIN sales_order o ON o.id = q.order_id AND o.status IN ('to_sign', 'pending_payment')
           JOIN checkout c ON c.id = o.checkout_id JOIN payment p ON p.id = c.payment_id AND p.channel = 'online'
         WHERE v.status = 'open' AND q.order_id > $2 ORDER BY q.order_id, v.opened_at LIMIT $1`,
        [size, after?.id ?? NO_ID],
      );
    return sweepEach({ name: 'close-recalled', size, due }, ({ id, number, waitedSeconds }) =>
      this.orders.withdraw(id, { note: `商品正在召回（${number}），订单关闭`, paidToo: false, waitedSeconds }),
    );
  }
}
