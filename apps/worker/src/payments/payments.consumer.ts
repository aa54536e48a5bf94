import { Injectable } from '@nestjs/common';
import { SettlePayment } from '@yigou/orders';
import { PaymentEvents, Payments, Refunds } from '@yigou/payments';
import { type EventJob, field, type QueueConsumer } from '../outbox/consumer';

const EVENT_STRAY_SECONDS = 30;
const PAYMENT_SILENT_SECONDS = 60;
const REFUND_SILENT_SECONDS = 60;

/** What the provider told us, and what we ask of it: events, refunds, cancellations, and the sweeper for what a crash or a lost webhook left. */
@Injectable()
export class PaymentsConsumer implements QueueConsumer {
  constructor(
    private readonly events: PaymentEvents,
    private readonly payments: Payments,
    private readonly refunds: Refunds,
    private readonly settle: SettlePayment,
  ) {}

  readonly topics = {
    'payments.event_received': (event: EventJob) => this.settle.process(field(event, 'eventId')),
    'payments.refund_requested': (event: EventJob) => this.refunds.submit(field(event, 'refundId')),
    'payments.cancellation_requested': (event: EventJob) => this.cancel(field(event, 'paymentId')),
  };

  readonly schedules = {
    'sweep-events': {
      everyMs: 15_000,
      run: () => this.each(this.events.strays(EVENT_STRAY_SECONDS), (id) => this.settle.process(id)),
    },
    'sweep-payments': {
      everyMs: 20_000,
      run: () => this.each(this.payments.silent(PAYMENT_SILENT_SECONDS), (id) => this.ask(id)),
    },
    'sweep-refunds': {
      everyMs: 30_000,
      run: () => this.each(this.refunds.silent(REFUND_SILENT_SECONDS), (id) => this.refunds.submit(id)),
    },
  };

  private async cancel(paymentId: string): Promise<void> {
    const intent = await this.payments.cancelAtProvider(paymentId);
    if (intent) await this.settle.execute(intent);
  }

  private async ask(paymentId: string): Promise<void> {
    const intent = await this.payments.askProvider(paymentId);
    if (intent) await this.settle.execute(intent);
  }

  /** One that fails does not keep the others waiting; the first error is told at the end. */
  private async each(ids: Promise<string[]>, work: (id: string) => Promise<void>): Promise<void> {
    const errors: unknown[] = [];
    for (const id of await ids) await work(id).catch((error: unknown) => errors.push(error));
    if (errors.length > 0) throw errors[0];
  }
}
