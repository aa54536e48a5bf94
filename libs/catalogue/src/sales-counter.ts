import { Injectable } from '@nestjs/common';
import { claimEvent, type Tx, UnitOfWork } from '@yigou/platform';
import { countSales } from './listings';

const CONSUMER = 'catalogue.sold-count';

/** Keeps the number of pieces sold: up when an order is paid, down when a paid one is cancelled. Each event counts once. */
@Injectable()
export class SalesCounter {
  constructor(private readonly uow: UnitOfWork) {}

  /** An order was paid: its pieces count. */
  paid(eventId: string, orderId: string): Promise<void> {
    return this.once(eventId, orderId, 1);
  }

  /** A paid order was cancelled: its pieces count no more. */
  cancelled(eventId: string, orderId: string): Promise<void> {
    return this.once(eventId, orderId, -1);
  }

  private async once(eventId: string, orderId: string, direction: 1 | -1): Promise<void> {
    await this.uow.run(async (tx) => {
      if (await claimEvent(tx, CONSUMER, eventId)) await this.count(tx, orderId, direction);
    });
  }

  private async count(tx: Tx, orderId: string, direction: 1 | -1): Promise<void> {
    const lines = await tx.query<{ productId: string; pieces: number }>(
      'SELECT product_id AS "productId", sum(quantity)::int AS pieces FROM order_line WHERE order_id = $1 GROUP BY product_id',
      [orderId],
    );
    await countSales(tx, new Map(lines.map((line) => [line.productId, direction * line.pieces])));
  }
}
