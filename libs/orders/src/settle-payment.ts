import { Injectable } from '@nestjs/common';
import type { OrderStatus } from '@yigou/contracts';
import { newId } from '@yigou/kernel';
import {
  type CaptureOutcome,
  type IntentSnapshot,
  type Payment,
  PaymentEvents,
  Payments,
  Refunds,
} from '@yigou/payments';
import { type Tx, UnitOfWork } from '@yigou/platform';

/**
 * The one function that makes an order paid, whoever brings the news: webhook, browser return, sweeper, expiry. It may run any number of times, at once
 * and in any order. Money that arrives for an order closed meanwhile goes back.
 */
@Injectable()
export class SettlePayment {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly payments: Payments,
    private readonly refunds: Refunds,
    private readonly events: PaymentEvents,
  ) {}

  async execute(intent: IntentSnapshot): Promise<CaptureOutcome> {
    return this.uow.run((tx) => this.settle(tx, intent));
  }

  /** The processing of a stored event of the provider, once: it is claimed in the transaction of its effect. */
  async process(eventId: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const event = await this.events.claim(tx, eventId);
      if (event?.intent) {
        const outcome = await this.settle(tx, event.intent);
        if (outcome !== 'captured') await this.events.note(tx, eventId, outcome);
      }
      if (event?.refund) await this.refunds.apply(tx, event.refund);
    });
  }

  private async settle(tx: Tx, intent: IntentSnapshot): Promise<CaptureOutcome> {
    const { outcome, payment } = await this.payments.capture(tx, intent);
    if (outcome === 'captured' && payment) await this.moveOrders(tx, payment);
    return outcome;
  }

  private async moveOrders(tx: Tx, payment: Payment): Promise<void> {
    const orders = await tx.query<{ id: string; status: OrderStatus; totalFen: number }>(
      `SELECT id, status, total_fen AS "totalFen" FROM sales_order WHERE checkout_id = $1 ORDER BY id FOR UPDATE`,
      [payment.holder],
    );
    const waiting = orders.filter((order) => order.status === 'pending_payment').map((order) => order.id);
    if (waiting.length > 0) {
      await tx.query(
        `WITH moved AS (
           UPDATE sales_order SET status = 'to_ship', paid_at = clock_timestamp(), expires_at = NULL WHERE id = ANY($1))
         INSERT INTO order_step (id, order_id, from_status, to_status, actor_name, note)
         SELECT step_id, id, 'pending_payment', 'to_ship', '支付平台', '付款成功' FROM unnest($1::uuid[], $2::uuid[]) AS t (id, step_id)`,
        [waiting, waiting.map(() => newId())],
      );
    }
    for (const order of orders.filter((candidate) => candidate.status !== 'pending_payment')) {
      await this.refunds.request(tx, {
        paymentId: payment.id,
        holder: order.id,
        cause: 'late_payment',
        amountFen: order.totalFen,
        reason: '订单关闭后到账，原路退回',
      });
    }
  }
}
