import { SettlePayment } from '@yigou/orders';
import {
  CancellationRequested,
  PaymentEventReceived,
  PaymentEvents,
  Payments,
  RefundRequested,
  Refunds,
} from '@yigou/payments';
import { Consumer, Every, type Heard, On } from '../outbox/consumer';

const EVENT_STRAY_SECONDS = 30;
const PAYMENT_SILENT_SECONDS = 60;
const REFUND_SILENT_SECONDS = 60;

/** What the provider told us, and what we ask of it: events, refunds, cancellations, and the sweeper for what a crash or a lost webhook left. */
@Consumer('payments')
export class PaymentsConsumer {
  constructor(
    private readonly events: PaymentEvents,
    private readonly payments: Payments,
    private readonly refunds: Refunds,
    private readonly settle: SettlePayment,
  ) {}

  @On(PaymentEventReceived)
  async settlePayment({ payload }: Heard<typeof PaymentEventReceived>): Promise<void> {
    await this.settle.process(payload.eventId);
  }

  @On(RefundRequested)
  async refund({ payload }: Heard<typeof RefundRequested>): Promise<void> {
    await this.refunds.submit(payload.refundId);
  }

  @On(CancellationRequested)
  async cancel({ payload: { paymentId } }: Heard<typeof CancellationRequested>): Promise<void> {
    const intent = await this.payments.cancelAtProvider(paymentId);
    if (intent) await this.settle.execute(intent);
  }

  @Every({ name: 'sweep-events', everyMs: 15_000 })
  async sweepEvents(): Promise<void> {
    await this.each(this.events.strays(EVENT_STRAY_SECONDS), (id) => this.settle.process(id));
  }

  @Every({ name: 'sweep-payments', everyMs: 20_000 })
  async sweepPayments(): Promise<void> {
    await this.each(this.payments.silent(PAYMENT_SILENT_SECONDS), (id) => this.ask(id));
  }

  @Every({ name: 'sweep-refunds', everyMs: 30_000 })
  async sweepRefunds(): Promise<void> {
    await this.each(this.refunds.silent(REFUND_SILENT_SECONDS), (id) => this.refunds.submit(id));
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
