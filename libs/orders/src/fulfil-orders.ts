import { Injectable } from '@nestjs/common';
import { StockLedger } from '@yigou/inventory';
import { DomainError } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import { type LockedOrder, lockOrder, type MovedBy, moveOrders } from './move-orders';
import { ORDER } from './order-status';

/** A line of an order as far as goods are still owed. */
export interface OwedLine {
  readonly id: string;
  readonly skuId: string;
  /** Pieces that are still to be shipped. */
  readonly left: number;
  readonly netWeightGrams: number | null;
  readonly certificateId: string | null;
}
/** An order under its lock, with its lines by id. */
export interface OwedOrder extends LockedOrder {
  readonly lines: ReadonlyMap<string, OwedLine>;
}

/** What logistics asks of an order: how much is owed, that pieces left, and that the term of receipt begins. */
@Injectable()
export class FulfilOrders {
  constructor(private readonly stock: StockLedger) {}

  /** Locks a supplier's order that goods may be shipped of. Throws `not_found` for another supplier's, `order_not_shippable`. */
  async lock(tx: Tx, supplierId: string, orderId: string): Promise<OwedOrder> {
    const order = await lockOrder(tx, orderId);
    if (order?.supplierId !== supplierId) throw new DomainError('not_found');
    if (!ORDER.can(order.status, 'ship')) throw new DomainError('order_not_shippable', { status: order.status });
    const lines = await tx.query<OwedLine>(
      `SELECT l.id, l.sku_id AS "skuId", l.quantity - l.shipped_quantity AS left, l.net_weight_grams AS "netWeightGrams",
         p.certificate_id AS "certificateId" FROM order_line l JOIN product p ON p.id = l.product_id WHERE l.order_id = $1`,
      [orderId],
    );
    return { ...order, lines: new Map(lines.map((line) => [line.id, line])) };
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
   * Pieces (by line id) leave the house: they are no longer held nor on hand, and the order moves to 部分发货, or to 待收货 when nothing is left. Throws as
   * {@link check} does.
   */
  async shipLines(
    tx: Tx,
    order: OwedOrder,
    pieces: ReadonlyMap<string, number>,
    by: MovedBy,
    note: string,
  ): Promise<void> {
    this.check(order, pieces);
    const holding = [...pieces].map(([id, quantity]) => ({ skuId: order.lines.get(id)?.skuId ?? '', quantity }));
    await this.stock.consume(tx, { holder: order.id, lines: holding }, order.id);
    const complete = [...order.lines.values()].every((line) => line.left === (pieces.get(line.id) ?? 0));
    await moveOrders(tx, [order], {
      action: 'ship',
      to: complete ? 'shipped' : 'part_shipped',
      by,
      note,
      shipped: pieces,
    });
  }

  /** Locks an order whose parcels changed, so that what is decided of it is decided once. */
  async lockForReceipt(tx: Tx, orderId: string): Promise<void> {
    await lockOrder(tx, orderId);
  }

  /** The term begins after which receipt counts as confirmed, unless it runs already or not all is shipped. It starts with our clock. */
  async startReceiptTerm(tx: Tx, orderId: string, days: number): Promise<void> {
    await tx.query(
      `UPDATE sales_order SET auto_confirm_at = clock_timestamp() + make_interval(days => $2)
       WHERE id = $1 AND status = 'shipped' AND auto_confirm_at IS NULL`,
      [orderId, days],
    );
  }
}
