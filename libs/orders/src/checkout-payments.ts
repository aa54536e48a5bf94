import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type By, signedAs, SYSTEM } from '@yigou/identity';
import { StockLedger } from '@yigou/inventory';
import { fenText } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import {
  type MoneyWitness,
  type Payment,
  type PaymentHolder,
  PaymentHolders,
  Payments,
  Refunds,
} from '@yigou/payments';
import type { Tx } from '@yigou/platform';
import { lockOrdersOf, moveOrders, type OrderMove } from './move-orders';
import { awaitsMoney, ORDER } from './order-status';

/**
 * What the money of a checkout means for its orders: the one place that makes an order paid. Money that arrives for an order closed meanwhile goes back; money of another amount than
 * asked closes the order and waits for a person.
 */
@Injectable()
export class CheckoutPayments implements OnModuleInit, PaymentHolder {
  constructor(
    private readonly holders: PaymentHolders,
    private readonly payments: Payments,
    private readonly refunds: Refunds,
    private readonly stock: StockLedger,
    private readonly notices: Notices,
  ) {}

  onModuleInit(): void {
    this.holders.add('checkout', this);
    this.holders.add('pool', this);
  }

  async captured(tx: Tx, payment: Payment, { witness, note }: MoneyWitness): Promise<void> {
    await this.moveOrders(tx, payment, { by: signedAs(witness), note });
  }

  /** What came is not what was asked for: the orders close and their stock is free, while the money waits for a person. Goods that were accepted stay, and stay to be paid. */
  async quarantined(tx: Tx, payment: Payment): Promise<void> {
    const waiting = (await lockOrdersOf(tx, payment.holder)).filter((order) => ORDER.can(order.status, 'pay'));
    if (waiting.length === 0) return;
    const note = '到账金额与应付金额不符，订单关闭，款项核查后处理';
    await this.stock.release(
      tx,
      waiting.map((order) => order.id),
    );
    await moveOrders(tx, waiting, { action: 'cancel', by: SYSTEM, note });
  }

  /**
   * Of what came wrong a person has decided. Orders that were closed stay closed. Goods that were accepted are settled by what came, or are to be paid anew: what came before goes back by
   * itself.
   */
  async resolved(
    tx: Tx,
    payment: Payment,
    { ending, witness, note }: Parameters<NonNullable<PaymentHolder['resolved']>>[2],
  ): Promise<void> {
    const due = (await lockOrdersOf(tx, payment.holder)).filter((order) => ORDER.can(order.status, 'settle'));
    if (due.length === 0) return;
    if (ending === 'accept') return moveOrders(tx, due, { action: 'settle', by: signedAs(witness), note });
    await tx.query('UPDATE checkout SET payment_id = $2 WHERE id = $1', [
      payment.holder,
      await this.payments.askAgain(tx, payment),
    ]);
    for (const { id, number, userId } of due)
      await this.notices.tell(
        tx,
        { userIds: [userId] },
        {
          kind: 'order',
          title: `到账金额不符，请重新付款：订单 ${number}`,
          body: `应付 ${fenText(payment.amountFen)}。上次到账的款项已核查，将原路退回。`,
          link: `/agency/payables?id=${id}`,
        },
      );
  }

  /**
   * A transfer that its receiver has confirmed: all that follows is as if the provider had said so. The caller holds the payment's lock. Throws `order_paid_otherwise`,
   * `online_payment_open`.
   */
  async byTransfer(tx: Tx, payment: Payment, by: By, note: string): Promise<void> {
    await this.moveOrders(tx, await this.payments.receiveTransfer(tx, payment, note), { by, note });
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
        reason: payment.channel === 'transfer' ? '订单关闭后到账，由供应商转账退回' : '订单关闭后到账，原路退回',
      });
    }
  }
}
