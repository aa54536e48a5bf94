import type { Fen } from '@yigou/kernel';

/** The state of a payment intent as the provider tells it, in our words. */
export interface IntentSnapshot {
  /** The provider's id of the intent. */
  readonly ref: string;
  /** Our payment, from the intent's metadata; null when the intent is not ours. */
  readonly paymentId: string | null;
  readonly status: 'open' | 'succeeded' | 'cancelled';
  readonly receivedFen: Fen;
  readonly currency: string;
  readonly payUrl: string | null;
}

/** The state of a refund as the provider tells it, in our words. `failed` is final and may follow `succeeded`. */
export interface RefundSnapshot {
  readonly ref: string;
  /** Our refund, from the metadata; null when it was made elsewhere. */
  readonly refundId: string | null;
  readonly status: 'submitted' | 'succeeded' | 'failed';
  readonly amountFen: Fen;
}

/** A verified event of the provider. */
export interface ProviderEvent {
  readonly id: string;
  readonly type: string;
  /** Null: nothing that we act on. */
  readonly intent: IntentSnapshot | null;
  readonly refund: RefundSnapshot | null;
}

export interface CreateIntent {
  /** Our payment attempt: the provider's idempotency key. */
  readonly attemptId: string;
  readonly paymentId: string;
  readonly amountFen: Fen;
  readonly currency: string;
  readonly returnUrl: string;
  readonly description: string;
}

/**
 * A provider of payments. Every call is a network call with a time limit and never belongs in a transaction; a call that fails for want of the
 * provider throws `payment_unavailable`.
 */
export interface PaymentGateway {
  createIntent(intent: CreateIntent): Promise<IntentSnapshot>;
  retrieveIntent(ref: string): Promise<IntentSnapshot>;
  /** Cancels and gives the state after: `succeeded` when the money came first. */
  cancelIntent(ref: string): Promise<IntentSnapshot>;
  createRefund(refund: {
    refundId: string;
    intentRef: string;
    amountFen: Fen;
    reason: string;
  }): Promise<RefundSnapshot>;
  /** Looks for a refund of ours by its metadata, for when the idempotency key may be forgotten. */
  findRefund(intentRef: string, refundId: string): Promise<RefundSnapshot | null>;
  /** Verifies a webhook's signature over the raw body. Throws `webhook_signature_invalid`, and `malformed_request` for what is signed and no event. */
  parseEvent(rawBody: Buffer, signature: string | undefined): ProviderEvent;
}
export const PAYMENT_GATEWAY = Symbol('PAYMENT_GATEWAY');
