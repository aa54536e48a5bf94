import { DomainError } from '@yigou/kernel';
import type {
  CreateIntent,
  CreateRefund,
  DisputeSnapshot,
  IntentSnapshot,
  Made,
  PaymentGateway,
  ProviderEvent,
  ProviderMove,
  RefundSnapshot,
} from '../payment-gateway';

interface Intent {
  snapshot: IntentSnapshot;
  amountFen: number;
}

/** A provider in memory with the provider's own guarantees: keys are idempotent, cancelled and succeeded are final, refunds never exceed what was received. */
export class MemoryGateway implements PaymentGateway {
  readonly intents = new Map<string, Intent>();
  readonly refunds = new Map<string, RefundSnapshot & { intentRef: string }>();
  /** Disputes as buyers' banks have them by now. */
  readonly disputed: DisputeSnapshot[] = [];
  /** How often a refund was asked to be made. */
  refundRequests = 0;
  /** While true every call fails as if the provider were out of reach. */
  down = false;
  refundOutcome: RefundSnapshot['status'] = 'succeeded';
  maxAmountFen = 99_999_999;
  /** What the next requests that make something are answered with: a stored 5xx (before or after the work was done), or a refusal. */
  readonly faults: ('spent' | 'spent_after' | 'refused')[] = [];
  /** Keys that answer with a failure of the provider's own, for ever. */
  private readonly spent = new Set<string>();

  private async reach(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.down) throw new DomainError('payment_unavailable');
  }

  private find(ref: string): Intent {
    const intent = this.intents.get(ref);
    if (!intent) throw new Error(`no intent ${ref}`);
    return intent;
  }

  /** A request under a key, with the fault that is due. */
  private async under<T>(key: string, work: () => T): Promise<Made<T>> {
    await this.reach();
    if (this.spent.has(key)) return { outcome: 'spent_key' };
    const fault = this.faults.shift();
    if (fault === 'refused') return { outcome: 'refused', reason: 'amount_too_large' };
    if (fault === undefined) return attempt(work);
    this.spent.add(key);
    if (fault === 'spent_after') work();
    return { outcome: 'spent_key' };
  }

  createIntent(wanted: CreateIntent): Promise<Made<IntentSnapshot>> {
    const ref = `pi_${wanted.attemptId}`;
    const { attemptId, paymentId, currency, amountFen } = wanted;
    const payUrl = `http://pay.test/${ref}`;
    const snapshot = { ref, paymentId, attemptId, status: 'open', receivedFen: 0, currency, payUrl } as const;
    return this.under(attemptId, () => {
      if (!this.intents.has(ref)) this.intents.set(ref, { snapshot, amountFen });
      return this.find(ref).snapshot;
    });
  }

  async findIntent({ attemptId }: { readonly attemptId: string }): Promise<IntentSnapshot | null> {
    await this.reach();
    return this.intents.get(`pi_${attemptId}`)?.snapshot ?? null;
  }

  /** The buyer pays on the provider's page. False: the intent was cancelled first. */
  pay(ref: string): boolean {
    const intent = this.find(ref);
    if (intent.snapshot.status === 'cancelled') return false;
    intent.snapshot = { ...intent.snapshot, status: 'succeeded', receivedFen: intent.amountFen };
    return true;
  }

  async retrieveIntent(ref: string): Promise<IntentSnapshot | null> {
    await this.reach();
    return this.intents.get(ref)?.snapshot ?? null;
  }

  /** An intent that is there. */
  intent(ref: string): IntentSnapshot {
    return this.find(ref).snapshot;
  }

  async cancelIntent(ref: string): Promise<IntentSnapshot | null> {
    await this.reach();
    const intent = this.intents.get(ref);
    if (!intent) return null;
    if (intent.snapshot.status === 'open') intent.snapshot = { ...intent.snapshot, status: 'cancelled' };
    return intent.snapshot;
  }

  createRefund(wanted: CreateRefund): Promise<Made<RefundSnapshot>> {
    const { refundId, tryNo, intentRef, amountFen } = wanted;
    const key = `${refundId}-${tryNo}`;
    this.refundRequests += 1;
    return this.under(key, () => {
      const known = this.refunds.get(key);
      if (known) return known;
      const given = [...this.refunds.values()].filter(
        (refund) => refund.intentRef === intentRef && refund.status !== 'failed',
      );
      const total = given.reduce((sum, refund) => sum + refund.amountFen, amountFen);
      if (total > this.find(intentRef).snapshot.receivedFen) throw new Overdrawn();
      const refund = { ref: `re_${key}`, refundId, tryNo, intentRef, amountFen, status: this.refundOutcome };
      this.refunds.set(key, refund);
      return refund;
    });
  }

  async findRefund(wanted: Pick<CreateRefund, 'refundId' | 'tryNo'>): Promise<RefundSnapshot | null> {
    await this.reach();
    return this.refunds.get(`${wanted.refundId}-${wanted.tryNo}`) ?? null;
  }

  async retrieveRefund(ref: string): Promise<RefundSnapshot | null> {
    await this.reach();
    return [...this.refunds.values()].find((refund) => refund.ref === ref) ?? null;
  }

  async refundsOf(intentRef: string): Promise<RefundSnapshot[]> {
    await this.reach();
    return [...this.refunds.values()].filter((refund) => refund.intentRef === intentRef);
  }

  async *moves(): AsyncGenerator<ProviderMove> {
    await this.reach();
    for (const { snapshot } of this.intents.values()) {
      const { ref, paymentId: ours, receivedFen: fen } = snapshot;
      if (snapshot.status === 'succeeded') yield { kind: 'payment', ref, ours, intentRef: null, fen };
    }
    for (const { ref, refundId: ours, intentRef, amountFen: fen, status } of this.refunds.values())
      if (status === 'succeeded') yield { kind: 'refund', ref, ours, intentRef, fen };
  }

  async *disputes(): AsyncGenerator<DisputeSnapshot> {
    await this.reach();
    yield* this.disputed;
  }

  async retrieveDispute(ref: string): Promise<DisputeSnapshot | null> {
    await this.reach();
    return this.disputed.find((dispute) => dispute.ref === ref) ?? null;
  }

  /** Somebody refunds at the provider's own desk. */
  refundAtDesk(intentRef: string, amountFen: number): RefundSnapshot {
    const ref = `re_desk_${this.refunds.size}`;
    const refund = { ref, refundId: null, tryNo: 1, intentRef, amountFen, status: 'succeeded' } as const;
    this.refunds.set(ref, refund);
    return refund;
  }

  /** The bank's word on a refund. */
  decideRefund(ref: string, status: RefundSnapshot['status']): void {
    const found = [...this.refunds].find(([, refund]) => refund.ref === ref);
    if (found) this.refunds.set(found[0], { ...found[1], status });
  }

  parseEvent(): ProviderEvent {
    throw new Error('signatures are tested with the real gateway');
  }
}

/** The provider gives back no more than it received, whoever asks. */
class Overdrawn extends Error {}

function attempt<T>(work: () => T): Made<T> {
  try {
    return { outcome: 'made', value: work() };
  } catch (error) {
    if (error instanceof Overdrawn) return { outcome: 'refused', reason: 'charge_already_refunded' };
    throw error;
  }
}
