import {
  CancellationRequested,
  CompareBooks,
  PaymentCases,
  PaymentEventReceived,
  PaymentEvents,
  Payments,
  Pools,
  RefundRequested,
  Refunds,
  SettlePayment,
} from '@yigou/payments';
import { eachIsolated, PolicyParameters, raiseFailures } from '@yigou/platform';
import { Consumer, Every, type Heard, On } from '../outbox/consumer';

const EVENT_STRAY_SECONDS = 30;
const PAYMENT_SILENT_SECONDS = 60;
const REFUND_SILENT_SECONDS = 60;
/** What failed is tried again by itself after a day: the bank's reason may have gone. How often, policy says. */
const REFUND_RETRY_HOURS = 24;

/** What the provider told us, and what we ask of it: events, refunds, cancellations, and the sweeper for what a crash or a lost webhook left. */
@Consumer('payments')
export class PaymentsConsumer {
  constructor(
    private readonly events: PaymentEvents,
    private readonly payments: Payments,
    private readonly refunds: Refunds,
    private readonly pools: Pools,
    private readonly cases: PaymentCases,
    private readonly settle: SettlePayment,
    private readonly policy: PolicyParameters,
    private readonly books: CompareBooks,
  ) {}

  @On(PaymentEventReceived)
  async settlePayment({ payload }: Heard<typeof PaymentEventReceived>): Promise<void> {
    await this.settle.process(payload.eventId);
  }

  @On(RefundRequested)
  async refund({ payload }: Heard<typeof RefundRequested>): Promise<void> {
    const { refundId } = payload;
    if (!(await this.refunds.submit(refundId))) await this.pools.spread(refundId);
  }

  @On(CancellationRequested)
  async cancel({ payload: { paymentId } }: Heard<typeof CancellationRequested>): Promise<void> {
    const intent = await this.payments.cancelAtProvider(paymentId);
    if (intent) await this.settle.execute(intent);
  }

  @Every({ name: 'sweep-events', everyMs: 15_000 })
  async sweepEvents(): Promise<void> {
    await this.each('sweep-events', this.events.strays(EVENT_STRAY_SECONDS), (id) => this.settle.process(id));
  }

  @Every({ name: 'sweep-payments', everyMs: 20_000 })
  async sweepPayments(): Promise<void> {
    await this.each('sweep-payments', this.payments.silent(PAYMENT_SILENT_SECONDS), (id) => this.ask(id));
  }

  @Every({ name: 'sweep-refunds', everyMs: 30_000 })
  async sweepRefunds(): Promise<void> {
    await this.each('sweep-refunds', this.refunds.silent(REFUND_SILENT_SECONDS), (id) => this.refunds.submit(id));
  }

  @Every({ name: 'book-outside', everyMs: 30_000 })
  async bookOutside(): Promise<void> {
    await this.each('book-outside', this.refunds.unbooked(), (ref) => this.refunds.bookOutside(ref));
  }

  @Every({ name: 'sweep-pool-refunds', everyMs: 30_000 })
  async sweepPoolRefunds(): Promise<void> {
    await this.each('sweep-pool-refunds', this.pools.unspread(REFUND_SILENT_SECONDS), (id) => this.pools.spread(id));
  }

  private async ask(paymentId: string): Promise<void> {
    const intent = await this.payments.askProvider(paymentId);
    if (intent) await this.settle.execute(intent);
  }

  /** Whoever is taken here is marked as tried, so that one that fails goes to the end of the queue of the next time. */
  private async each(sweep: string, ids: Promise<string[]>, work: (id: string) => Promise<unknown>): Promise<void> {
    raiseFailures(sweep, await eachIsolated(sweep, await ids, work));
  }

  @Every({ name: 'compare-books', everyMs: 86_400_000 })
  async compareBooks(): Promise<void> {
    await this.books.nightly();
  }

  @Every({ name: 'retry-refunds', everyMs: 600_000 })
  async retryRefunds(): Promise<void> {
    const tries = 1 + (await this.policy.get('refund.automatic_retries'));
    await this.cases.retryByPolicy({ hours: REFUND_RETRY_HOURS, tries });
  }
}
