import {
  OrderCancelled,
  OrderClosed,
  OrderPaid,
  OrderPaymentExtended,
  OrderReceived,
  OrderRestEnded,
  OrderShipped,
  OrderToSign,
  TellOrders,
} from '@yigou/orders';
import { PaymentRefunded, RefundFailed } from '@yigou/payments';
import { Consumer, type Heard, On } from '../outbox/consumer';

/** Whoever waits for a step of an order is told of it, once, outside the transaction that makes it. */
@Consumer('orders')
export class OrderNoticesConsumer {
  constructor(private readonly notices: TellOrders) {}

  @On(OrderToSign)
  async toSign(event: Heard<typeof OrderToSign>): Promise<void> {
    await this.notices.tell(event, 'toSign', event.payload);
  }

  @On(OrderPaymentExtended)
  async extended(event: Heard<typeof OrderPaymentExtended>): Promise<void> {
    await this.notices.tell(event, 'extended', event.payload);
  }

  @On(OrderPaid)
  async paid(event: Heard<typeof OrderPaid>): Promise<void> {
    await this.notices.tell(event, 'paid', event.payload);
  }

  @On(OrderShipped)
  async shipped(event: Heard<typeof OrderShipped>): Promise<void> {
    await this.notices.tell(event, 'shipped', event.payload);
  }

  @On(OrderRestEnded)
  async restEnded(event: Heard<typeof OrderRestEnded>): Promise<void> {
    await this.notices.tell(event, 'restEnded', event.payload);
  }

  @On(OrderReceived)
  async received(event: Heard<typeof OrderReceived>): Promise<void> {
    if (event.payload.byTerm) await this.notices.tell(event, 'receivedByTerm', event.payload);
  }

  @On(OrderCancelled)
  async cancelled(event: Heard<typeof OrderCancelled>): Promise<void> {
    await this.notices.tell(event, 'cancelled', event.payload);
  }

  @On(OrderClosed)
  async closed(event: Heard<typeof OrderClosed>): Promise<void> {
    await this.notices.tell(event, 'closed', event.payload);
  }

  @On(PaymentRefunded)
  async refunded(event: Heard<typeof PaymentRefunded>): Promise<void> {
    await this.notices.tellRefund(event, 'refunded', event.payload);
  }

  @On(RefundFailed)
  async refundFailed(event: Heard<typeof RefundFailed>): Promise<void> {
    await this.notices.tellRefund(event, 'refundFailed', event.payload);
  }
}
