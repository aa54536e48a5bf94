import { Injectable } from '@nestjs/common';
import { CARRIERS } from '@yigou/contracts';
import { StockLedger } from '@yigou/inventory';
import type { Caller } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import { lockOrder, lockSuppliersOrder, moveOrders, type ShippedParcel } from './move-orders';
import { ORDER } from './order-status';
import { requireMoneyStays } from './require-money-stays';
import { isComplete, type OwedOrder, owedLines } from './owed-lines';

/** Days after delivery at which receipt counts as confirmed: of who bought for themselves, and of a unit. */
export interface ReceiptTerm {
  readonly days: number;
  readonly unitDays: number;
}

/** What logistics asks of an order: how much is owed, that pieces left, and that the term of receipt begins. */
@Injectable()
export class FulfilOrders {
  constructor(private readonly stock: StockLedger) {}

  /**
   * Locks an order of the caller's supplier that goods may be shipped of, and the caller's seat. Throws `not_found` for another supplier's, `forbidden` when
   * the seat is gone, `order_not_shippable`, and what {@link requireMoneyStays} throws.
   */
  async lock(tx: Tx, by: Caller, orderId: string): Promise<OwedOrder> {
    const order = await lockSuppliersOrder(tx, by, orderId);
    if (!ORDER.can(order.status, 'ship')) throw new DomainError('order_not_shippable', { status: order.status });
    await requireMoneyStays(tx, orderId);
    return { ...order, lines: await owedLines(tx, orderId) };
  }

  /** Throws `not_found` for a line of another order, `shipment_exceeds_order` for more pieces (by line id) than a line has left. */
  check({ lines }: OwedOrder, pieces: ReadonlyMap<string, number>): void {
    for (const [orderLineId, wanted] of pieces) {
      const line = lines.get(orderLineId);
      if (!line) throw new DomainError('not_found', { orderLineId });
      if (wanted > line.left) throw new DomainError('shipment_exceeds_order', { orderLineId, left: line.left, wanted });
    }
  }

  /**
   * Pieces (by line id) leave the house in these parcels: they are no longer held nor on hand, and the order moves to 部分发货, or to 待收货 when nothing is left. Throws as
   * {@link check} does.
   */
  async shipLines(
    tx: Tx,
    order: OwedOrder,
    pieces: ReadonlyMap<string, number>,
    parcels: readonly ShippedParcel[],
    by: Caller,
  ): Promise<void> {
    this.check(order, pieces);
    const holding = [...pieces].map(([id, quantity]) => ({ skuId: order.lines.get(id)?.skuId ?? '', quantity }));
    await this.stock.consume(tx, { holder: order.id, lines: holding }, order.id);
    await moveOrders(tx, [order], {
      action: 'ship',
      to: isComplete(order, pieces) ? 'shipped' : 'part_shipped',
      by,
      note: `发货：${parcels.map(({ carrier, waybill }) => `${CARRIERS[carrier]} ${waybill}`).join('、')}`,
      shipped: { pieces, parcels },
    });
  }

  /** Locks an order whose parcels changed, so that what is decided of it is decided once. */
  async lockForReceipt(tx: Tx, orderId: string): Promise<void> {
    await lockOrder(tx, orderId);
  }

  /**
   * The term begins after which receipt counts as confirmed, unless it runs already or not all is shipped: a unit has longer, since two of its people accept. It starts
   * with our clock.
   */
  async startReceiptTerm(tx: Tx, orderId: string, { days, unitDays }: ReceiptTerm): Promise<void> {
    await tx.query(
      `UPDATE sales_order SET auto_confirm_at = clock_timestamp() + make_interval(days => CASE WHEN unit_id IS NULL THEN $2::int ELSE $3::int END)
       WHERE id = $1 AND status = 'shipped' AND auto_confirm_at IS NULL`,
      [orderId, days, unitDays],
    );
  }
}
