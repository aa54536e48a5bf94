import { Injectable } from '@nestjs/common';
import { type By, type Signature, SYSTEM } from '@yigou/identity';
import { StockLedger } from '@yigou/inventory';
import {
  type CaptureOutcome,
  type IntentSnapshot,
  type Payment,
  PaymentEvents,
  Payments,
  Refunds,
} from '@yigou/payments';
import { type Tx, UnitOfWork } from '@yigou/platform';
import { lockOrdersOf, moveOrders, type OrderMove } from './move-orders';
import { awaitsMoney, ORDER } from './order-status';

const PROVIDER: Signature = { userId: null, name: '支付平台', seat: '支付平台' };

/**
 * The one function that makes an order paid, whoever brings the news: webhook, browser return, sweeper, expiry. It may run any number of times, at once
 * and in any order. Money that arrives for an order closed meanwhile goes back; money of another amount than asked closes the order and waits for a person.
 */
@Injectable()
export class SettlePayment {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly payments: Payments,
    private readonly refunds: Refunds,
    private readonly events: PaymentEvents,
    private readonly stock: StockLedger,
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

  /**
   * A transfer that its receiver has confirmed: all that follows is as if the provider had said so. The caller holds the payment's lock. Throws `order_paid_otherwise`,
   * `online_payment_open`.
   */
  async byTransfer(tx: Tx, payment: Payment, by: By, note: string): Promise<void> {
    await this.moveOrders(tx, await this.payments.receiveTransfer(tx, payment, note), { by, note });
  }

  private async settle(tx: Tx, intent: IntentSnapshot): Promise<CaptureOutcome> {
    const { outcome, payment } = await this.payments.capture(tx, intent);
    if (outcome === 'captured' && payment) await this.moveOrders(tx, payment, { by: PROVIDER, note: '付款成功' });
    if (outcome === 'quarantined' && payment) await this.closeOrders(tx, payment);
    return outcome;
  }

  /** What came is not what was asked for: the orders close and their stock is free, while the money waits for a person. Goods that were accepted stay, and stay to be paid. */
  private async closeOrders(tx: Tx, payment: Payment): Promise<void> {
    const waiting = (await lockOrdersOf(tx, payment.holder)).filter((order) => ORDER.can(order.status, 'pay'));
    if (waiting.length === 0) return;
    const note = '到账金额与应付金额不符，订单关闭，款项核查后处理';
    await this.stock.release(
      tx,
      waiting.map((order) => order.id),
    );
    await moveOrders(tx, waiting, { action: 'cancel', by: SYSTEM, note });
  }

  private async moveOrders(tx: Tx, payment: Payment, { by, note }: Pick<OrderMove, 'by' | 'note'>): Promise<void> {
    const orders = await lockOrdersOf(tx, payment.holder);
    const waiting = orders.filter((order) => ORDER.can(order.status, 'pay'));
    if (waiting.length > 0) await moveOrders(tx, waiting, { action: 'pay', by, note });
    const due = orders.filter((order) => ORDER.can(order.status, 'settle'));
    if (due.length > 0) await moveOrders(tx, due, { action: 'settle', by, note });
    for (const order of orders.filter(({ status }) => !awaitsMoney(status))) {
      await this.refunds.request(tx, {
        paymentId: payment.id,
        holder: order.id,
        cause: 'late_payment',
        amountFen: order.totalFen,
        reason: payment.channel === 'online' ? '订单关闭后到账，原路退回' : '订单关闭后到账，由供应商转账退回',
      });
    }
  }
}
