import { Injectable } from '@nestjs/common';
import type { SupplierStatus } from '@yigou/contracts';
import { Notices } from '@yigou/notifications';
import { atMarket, Database, NO_ID, PolicyParameters, sweepEach, type Tx, UnitOfWork } from '@yigou/platform';
import { CloseOrders } from './close-orders';
import { EndRest } from './end-rest';

/** States of a supplier that has left the platform (退出、清退、列入黑名单). One that is frozen goes on with what it owes. */
const DEPARTED = ['exited', 'removed', 'blacklisted'] as const satisfies readonly SupplierStatus[];
export type DepartedStatus = (typeof DEPARTED)[number];
const IS_GONE = `IN (${DEPARTED.map((status) => `'${status}'`).join(', ')})`;
/** That order `o` still owes goods that were ordered for good. */
export const OWES = "o.status IN ('to_ship', 'part_shipped')";
/** That order `o`, whose payment is `p`, is not paid and is closed at once: neither is a transfer on its way nor a pool being gathered. */
export const CLOSED_UNPAID = `o.status IN ('to_sign', 'pending_payment') AND p.channel = 'online' AND o.origin IS NULL`;
const WORDS: Readonly<Record<DepartedStatus, string>> = {
  exited: '供应商已退出平台',
  removed: '供应商已被清退',
  blacklisted: '供应商已被列入黑名单',
};

interface Unpaid {
  readonly id: string;
  readonly status: DepartedStatus;
  readonly waitedSeconds: number;
}
interface Due {
  readonly id: string;
  /** As PostgreSQL writes it. */
  readonly at: string;
  readonly cause: DepartedStatus;
}
interface Dated {
  readonly id: string;
  readonly number: string;
  readonly userId: string;
  readonly supplierId: string;
  readonly status: DepartedStatus;
  /** In words: month, day and hour at the market. */
  readonly until: string;
}

/**
 * What becomes of the open orders of a supplier that has left. What is not paid is closed; what is paid gets a date by which it is to be shipped (`order.wind_up_days`), and what is not
 * shipped by then is given back by itself. All of it is found in PostgreSQL, from what stands there: an order that was placed while its supplier left is seen by the next round.
 */
@Injectable()
export class WindUpOrders {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly policy: PolicyParameters,
    private readonly closing: CloseOrders,
    private readonly rest: EndRest,
    private readonly notices: Notices,
  ) {}

  /** Closes what is not paid; returns how many orders were looked at. Throws `SweepFailed` at the end. */
  closeUnpaid(size: number): Promise<number> {
    const due = (after?: Unpaid) =>
      this.db.query<Unpaid>(
        `SELECT o.id, f.status, extract(epoch FROM clock_timestamp() - f.status_since)::int AS "waitedSeconds"
         FROM supplier_file f JOIN sales_order o ON o.supplier_id = f.supplier_id
           JOIN checkout c ON c.id = o.checkout_id JOIN payment p ON p.id = c.payment_id
         WHERE f.status ${IS_GONE} AND ${CLOSED_UNPAID} AND o.id > $2
         ORDER BY o.id LIMIT $1`,
        [size, after?.id ?? NO_ID],
      );
    return sweepEach({ name: 'close-departed', size, due }, ({ id, status, waitedSeconds }) =>
      this.closing.withdraw(id, { note: `${WORDS[status]}，订单关闭`, paidToo: false, waitedSeconds }),
    );
  }

  /** Gives what is owed its date and tells buyer and supplier, each once; returns how many orders got one. */
  async setDates(size: number): Promise<number> {
    let dated = 0;
    for (let some = size; some === size; dated += some) some = await this.uow.run((tx) => this.dateSome(tx, size));
    return dated;
  }

  private async dateSome(tx: Tx, size: number): Promise<number> {
    await tx.query(
      `UPDATE order_wind_up w SET ended_at = clock_timestamp() FROM sales_order o JOIN supplier_file f ON f.supplier_id = o.supplier_id
       WHERE w.ended_at IS NULL AND o.id = w.order_id AND NOT (${OWES} AND f.status ${IS_GONE})`,
    );
    const orders = await tx.query<Dated>(
      `WITH owed AS (
         SELECT o.id, f.status FROM supplier_file f JOIN sales_order o ON o.supplier_id = f.supplier_id
         WHERE f.status ${IS_GONE} AND ${OWES} AND NOT EXISTS (SELECT FROM order_wind_up w WHERE w.order_id = o.id AND w.ended_at IS NULL)
         ORDER BY o.id LIMIT $1),
       dated AS (
         INSERT INTO order_wind_up (order_id, cause, ship_by) SELECT id, status, clock_timestamp() + make_interval(days => $2) FROM owed ORDER BY id
         ON CONFLICT (order_id) DO UPDATE SET cause = excluded.cause, begun_at = clock_timestamp(), ship_by = excluded.ship_by, ended_at = NULL
           WHERE order_wind_up.ended_at IS NOT NULL
         RETURNING order_id, cause, ship_by)
       SELECT o.id, o.number, o.user_id AS "userId", o.supplier_id AS "supplierId", d.cause AS status,
         to_char(${atMarket('d.ship_by')}, 'MM月DD日 HH24:MI') AS until
       FROM dated d JOIN sales_order o ON o.id = d.order_id ORDER BY o.id`,
      [size, await this.policy.get('order.wind_up_days')],
    );
    await this.notices.tellMany(tx, 'order', orders.map(forBuyer));
    for (const [supplierId, own] of Map.groupBy(orders, (order) => order.supplierId))
      await this.tellSupplier(tx, supplierId, own);
    return orders.length;
  }

  private tellSupplier(tx: Tx, supplierId: string, orders: readonly Dated[]): Promise<void> {
    return this.notices.tell(
      tx,
      { organisationIds: [supplierId] },
      {
        kind: 'order',
        title: `还有 ${orders.length} 笔订单须限期处理`,
        body: `订单 ${orders
          .slice(0, 5)
          .map(({ number }) => number)
          .join(
            '、',
          )}${orders.length > 5 ? ' 等' : ''}已付款、还没有发完。请在 ${orders[0]?.until ?? ''} 前发货；逾期未发的，系统自动退款给买家。`,
        link: '/supplier/orders?only=supplier_gone',
      },
    );
  }

  /** Gives back what was not shipped by its date; returns how many orders were looked at. Throws `SweepFailed` at the end. */
  endDue(size: number): Promise<number> {
    const due = (after?: Due) =>
      this.db.query<Due>(
        `SELECT w.order_id AS id, w.ship_by::text AS at, w.cause FROM order_wind_up w
           JOIN sales_order o ON o.id = w.order_id JOIN supplier_file f ON f.supplier_id = o.supplier_id AND f.status ${IS_GONE}
         WHERE w.ended_at IS NULL AND w.ship_by <= clock_timestamp() AND (w.ship_by, w.order_id) > ($2::timestamptz, $3::uuid)
         ORDER BY w.ship_by, w.order_id LIMIT $1`,
        [size, after?.at ?? '-infinity', after?.id ?? NO_ID],
      );
    return sweepEach({ name: 'end-departed', size, due }, async ({ id, cause }) => {
      const note = `${WORDS[cause]}，逾期没有发货`;
      await this.closing.withdraw(id, { note, paidToo: true, waitedSeconds: 0 });
      await this.rest.endAll(id, note);
      await this.db.query(
        `UPDATE order_wind_up w SET ended_at = clock_timestamp() FROM sales_order o WHERE w.order_id = $1 AND w.ended_at IS NULL AND o.id = w.order_id AND NOT (${OWES})`,
        [id],
      );
    });
  }
}

const forBuyer = ({ id, number, userId, status, until }: Dated) => ({
  userId,
  title: `${WORDS[status]}：订单 ${number}`,
  body: `订单还没有发完。供应商须在 ${until} 前发货，逾期未发的自动取消、货款原路退回。您也可以现在取消没有发货的订单。`,
  link: `/orders/${id}`,
});
