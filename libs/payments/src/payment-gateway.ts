import type { DisputeStatus } from '@yigou/contracts';
import type { Fen } from '@yigou/kernel';

/** The state of a payment intent as the provider tells it, in our words. */
export interface IntentSnapshot {
  /** The provider's id of the intent. */
  readonly ref: string;
  /** Our payment, from the intent's metadata; null when the intent is not ours. */
  readonly paymentId: string | null;
  /** Our attempt, from the metadata: several attempts of one payment may be known to the provider. */
  readonly attemptId: string | null;
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
  /** Which try of our refund this is, from 1. */
  readonly tryNo: number;
  readonly status: 'submitted' | 'succeeded' | 'failed';
  readonly amountFen: Fen;
  /** The intent that it gives back of; null where the provider does not say. */
  readonly intentRef: string | null;
}

/** The state of a dispute as the provider tells it, in our words. */
export interface DisputeSnapshot {
  readonly ref: string;
  readonly intentRef: string | null;
  readonly amountFen: Fen;
  /** The provider's word for why. */
  readonly reason: string;
  readonly status: DisputeStatus;
  /** Until when the provider takes evidence. */
  readonly respondBy: Date | null;
}

/** What the provider says has gone back of an intent, all refunds together. */
export interface GivenBack {
  readonly intentRef: string;
  readonly refundedFen: Fen;
}

/** Money that the provider says it moved: an intent's capture, or a refund. */
export interface ProviderMove {
  readonly kind: 'payment' | 'refund';
  readonly ref: string;
  /** Our payment or refund, from the metadata; null where nothing of ours asked for it. */
  readonly ours: string | null;
  /** Of a refund: the intent that it gives back of. */
  readonly intentRef: string | null;
  readonly fen: Fen;
}

/** A verified event of the provider. */
export interface ProviderEvent {
  readonly id: string;
  readonly type: string;
  /** Null: nothing that we act on. */
  readonly intent: IntentSnapshot | null;
  readonly refund: RefundSnapshot | null;
  readonly dispute: DisputeSnapshot | null;
  readonly givenBack: GivenBack | null;
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

export interface CreateRefund {
  readonly refundId: string;
  /** From 1. Refund and try together are the provider's idempotency key: each try has its own. */
  readonly tryNo: number;
  readonly intentRef: string;
  readonly amountFen: Fen;
  readonly reason: string;
}

/**
 * What came of asking the provider to make something, as far as it decides what the caller does next:
 * - `made`: here it is.
 * - `refused`: the provider will never do this, however often it is asked. Give the attempt up; do not ask again.
 * - `spent_key`: under this key the provider repeats a failure of its own (a stored 5xx), or it holds another request. Whether anything was made is not known: look
 *   for it by our metadata, and when there is nothing go on under a new key.
 */
export type Made<T> =
  | { readonly outcome: 'made'; readonly value: T }
  | { readonly outcome: 'refused'; readonly reason: string }
  | { readonly outcome: 'spent_key' };

/**
 * A provider of payments. Every call is a network call with a time limit and never belongs in a transaction. Whatever the provider answers is told here in terms of
 * what the caller must do; a call that fails because the provider is away, overloaded or does not accept our account throws `payment_unavailable`: the same call
 * under the same key is right later.
 */
export interface PaymentGateway {
  /** The most that one payment may amount to. */
  readonly maxAmountFen: Fen;
  createIntent(intent: CreateIntent): Promise<Made<IntentSnapshot>>;
  /** Looks for the intent of an attempt by its metadata, among those made since the attempt. */
  findIntent(attempt: { readonly attemptId: string; readonly since: Date }): Promise<IntentSnapshot | null>;
  /** Null: the provider has no such intent (of this account), so nothing can be paid under it. */
  retrieveIntent(ref: string): Promise<IntentSnapshot | null>;
  /** Cancels and gives the state after: `succeeded` when the money came first, null when the provider has no such intent. */
  cancelIntent(ref: string): Promise<IntentSnapshot | null>;
  createRefund(refund: CreateRefund): Promise<Made<RefundSnapshot>>;
  /** Looks for a try of a refund by its metadata, for when the idempotency key is spent or may be forgotten. */
  findRefund(refund: Pick<CreateRefund, 'refundId' | 'tryNo' | 'intentRef'>): Promise<RefundSnapshot | null>;
  /** A refund by the provider's own id; null when it has none such. */
  retrieveRefund(ref: string): Promise<RefundSnapshot | null>;
  /** All refunds of an intent, whoever asked for them. */
  refundsOf(intentRef: string): Promise<RefundSnapshot[]>;
  /** Every capture and refund that succeeded, of intents and refunds begun since then (null: all there ever were), newest first. Throws `payment_unavailable`. */
  moves(since: Date | null): AsyncIterable<ProviderMove>;
  /** Every dispute that was opened since then (null: all there ever were), newest first. Throws `payment_unavailable`. */
  disputes(since: Date | null): AsyncIterable<DisputeSnapshot>;
  /** A dispute as it is now; null for one that the provider does not know. Throws `payment_unavailable`. */
  retrieveDispute(ref: string): Promise<DisputeSnapshot | null>;
  /** Verifies a webhook's signature over the raw body. Throws `webhook_signature_invalid`, and `malformed_request` for what is signed and no event. */
  parseEvent(rawBody: Buffer, signature: string | undefined): ProviderEvent;
}
export const PAYMENT_GATEWAY = Symbol('PAYMENT_GATEWAY');
