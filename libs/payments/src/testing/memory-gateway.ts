import { DomainError } from '@yigou/kernel';
import type { CreateIntent, IntentSnapshot, PaymentGateway, ProviderEvent, RefundSnapshot } from '../payment-gateway';

interface Intent {
  snapshot: IntentSnapshot;
  amountFen: number;
}

/** A provider in memory with the provider's own guarantees: keys are idempotent, cancelled and succeeded are final, refunds never exceed what was received. */
export class MemoryGateway implements PaymentGateway {
  readonly intents = new Map<string, Intent>();
  readonly refunds = new Map<string, RefundSnapshot & { intentRef: string }>();
  /** While true every call fails as if the provider were out of reach. */
  down = false;
  refundOutcome: RefundSnapshot['status'] = 'succeeded';

  private async reach(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.down) throw new DomainError('payment_unavailable');
  }

  private find(ref: string): Intent {
    const intent = this.intents.get(ref);
    if (!intent) throw new Error(`no intent ${ref}`);
    return intent;
  }

  async createIntent(wanted: CreateIntent): Promise<IntentSnapshot> {
    await this.reach();
    const ref = `pi_${wanted.attemptId}`;
    const { paymentId, currency, amountFen } = wanted;
    const payUrl = `http://pay.test/${ref}`;
    const snapshot: IntentSnapshot = { ref, paymentId, status: 'open', receivedFen: 0, currency, payUrl };
    if (!this.intents.has(ref)) this.intents.set(ref, { snapshot, amountFen });
    return this.find(ref).snapshot;
  }

  /** The buyer pays on the provider's page. False: the intent was cancelled first. */
  pay(ref: string): boolean {
    const intent = this.find(ref);
    if (intent.snapshot.status === 'cancelled') return false;
    intent.snapshot = { ...intent.snapshot, status: 'succeeded', receivedFen: intent.amountFen };
    return true;
  }

  async retrieveIntent(ref: string): Promise<IntentSnapshot> {
    await this.reach();
    return this.find(ref).snapshot;
  }

  async cancelIntent(ref: string): Promise<IntentSnapshot> {
    await this.reach();
    const intent = this.find(ref);
    if (intent.snapshot.status === 'open') intent.snapshot = { ...intent.snapshot, status: 'cancelled' };
    return intent.snapshot;
  }

  async createRefund(wanted: { refundId: string; intentRef: string; amountFen: number }): Promise<RefundSnapshot> {
    await this.reach();
    const known = this.refunds.get(wanted.refundId);
    if (known) return known;
    const given = [...this.refunds.values()].filter(
      (refund) => refund.intentRef === wanted.intentRef && refund.status !== 'failed',
    );
    const total = given.reduce((sum, refund) => sum + refund.amountFen, wanted.amountFen);
    if (total > this.find(wanted.intentRef).snapshot.receivedFen)
      throw new Error('the provider refuses to refund more than it received');
    const { refundId, intentRef, amountFen } = wanted;
    const refund = { ref: `re_${refundId}`, refundId, intentRef, amountFen, status: this.refundOutcome };
    this.refunds.set(refundId, refund);
    return refund;
  }

  async findRefund(_intentRef: string, refundId: string): Promise<RefundSnapshot | null> {
    await this.reach();
    return this.refunds.get(refundId) ?? null;
  }

  parseEvent(): ProviderEvent {
    throw new Error('signatures are tested with the real gateway');
  }
}
