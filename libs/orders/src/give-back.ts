import { Injectable } from '@nestjs/common';
import { DomainError, type Fen } from '@yigou/kernel';
import { Payments, Refunds } from '@yigou/payments';
import type { Tx } from '@yigou/platform';
import { type HeldOrder, lockWithPayment } from './lock-with-payment';
import { followGivenBack } from './order-budgets';
import { requireMoneyStays } from './require-money-stays';

/** What goes back of pieces of one line that were received. */
export interface GivenBack {
  /** Whoever asks: asked again, nothing goes back again. */
  readonly id: string;
  readonly orderLineId: string;
  readonly pieces: number;
  readonly goodsFen: Fen;
  readonly freightFen: Fen;
  /** Chinese, read by the buyer. */
  readonly reason: string;
}

/** The cause of its refund, by the id of whoever asks. */
export const GIVE_BACK = 'aftersales:';

/**
 * The way of money back once goods were received, before an order is finished and after: of a line, out of the payment that it came by. Budget, share and the supplier's account follow in the
 * same transaction; a refund that fails or is taken back later the payment ledger reverses, as any other. The order's status is not touched: what was bought was bought.
 */
@Injectable()
export class GiveBack {
  constructor(
    private readonly payments: Payments,
    private readonly refunds: Refunds,
  ) {}

  /** Locks an order with its payment. Throws `not_found`. */
  lock(tx: Tx, orderId: string): Promise<HeldOrder> {
    return lockWithPayment(tx, this.payments, orderId);
  }

  /** Somebody asks for something back: until that is decided, receipt is not taken as confirmed. The caller holds the order. */
  async pauseReceipt(tx: Tx, orderId: string): Promise<void> {
    await tx.query(
      `UPDATE sales_order SET open_cases = open_cases + 1, confirm_paused_at = coalesce(confirm_paused_at, clock_timestamp()) WHERE id = $1`,
      [orderId],
    );
  }

  /** It is decided. With the last of them the term of receipt goes on, longer by as much as it stood still. The caller holds the order. */
  async resumeReceipt(tx: Tx, orderId: string): Promise<void> {
    await tx.query(
      `UPDATE sales_order SET open_cases = open_cases - 1,
         auto_confirm_at = CASE WHEN open_cases = 1 THEN auto_confirm_at + (clock_timestamp() - confirm_paused_at) ELSE auto_confirm_at END,
         confirm_paused_at = CASE WHEN open_cases > 1 THEN confirm_paused_at END
       WHERE id = $1`,
      [orderId],
    );
  }

  /**
   * Gives back, once; answers whether money is on its way: where the provider gave all of it back past us, nothing is. The caller holds order and payment, and has reckoned that no more than was
   * paid for the line goes back. Throws `order_money_not_there` unless it was paid, `payment_disputed` while a bank asks for it, `payment_gone_back`.
   */
  async give(tx: Tx, { order, payment }: HeldOrder, back: GivenBack): Promise<boolean> {
    if (payment.status !== 'paid') throw new DomainError('order_money_not_there');
    await requireMoneyStays(tx, order.id);
    const amountFen = back.goodsFen + back.freightFen;
    await followGivenBack(tx, order, amountFen, () => this.write(tx, order.id, back));
    const cause = `${GIVE_BACK}${back.id}`;
    await this.refunds.request(tx, {
      paymentId: payment.id,
      holder: order.id,
      cause,
      amountFen,
      reason: back.reason,
    });
    return (
      (await tx.one('SELECT 1 AS found FROM refund WHERE holder = $1 AND cause = $2', [order.id, cause])) !== undefined
    );
  }

  /** Whether something may go back of it now: not while a bank asks for the money, nor when it has gone back past us, nor when it was never paid as asked. */
  async moneyStays(tx: Tx, { order, payment }: HeldOrder): Promise<boolean> {
    if (payment.status !== 'paid') return false;
    return requireMoneyStays(tx, order.id).then(
      () => true,
      (error: unknown) => {
        if (error instanceof DomainError) return false;
        throw error;
      },
    );
  }

  private async write(tx: Tx, orderId: string, back: GivenBack): Promise<void> {
    await tx.query(
      `WITH given AS (
         INSERT INTO order_give_back (id, order_id, order_line_id, pieces, goods_fen, freight_fen, reason) VALUES ($1, $2, $3, $4, $5, $6, $7)),
       line_row AS (UPDATE order_line SET given_back_fen = given_back_fen + $5::bigint WHERE id = $3)
       UPDATE sales_order SET given_back_fen = given_back_fen + $5::bigint + $6::bigint WHERE id = $2`,
      [back.id, orderId, back.orderLineId, back.pieces, back.goodsFen, back.freightFen, back.reason],
    );
  }
}
