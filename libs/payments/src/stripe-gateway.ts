import { DomainError } from '@yigou/kernel';
import type { Config } from '@yigou/platform';
import Stripe from 'stripe';
import type {
  CreateIntent,
  CreateRefund,
  DisputeSnapshot,
  GivenBack,
  IntentSnapshot,
  Made,
  PaymentGateway,
  ProviderEvent,
  ProviderMove,
  RefundSnapshot,
} from './payment-gateway';
import { returnAddress } from './payment-results';
import { readEvent } from './webhook-event';

/** Seconds that a signature's time may differ from ours, in both directions. */
const TOLERANCE_SECONDS = 300;
const TIMEOUT_MS = 5_000;
/** Somebody waits at a screen for what becomes of an intent: once, and not long. What is not there by then is there in a moment. */
const SCREEN_MS = 2_200;
/** A connection that broke at once was an old one that the provider had closed: asked again, the answer comes on a new one. */
const BROKEN_MS = 400;
/** Stripe takes at most eight digits in the smallest unit. */
const MAX_AMOUNT_FEN = 99_999_999;
/** How far the provider's clock may be behind ours where we look for what was made since a moment. */
const CLOCK_SECONDS = 300;
const METHODS: Stripe.PaymentIntentCreateParams.AllowedPaymentMethodType[] = ['alipay', 'wechat_pay', 'card'];

/** Stripe, or any provider that speaks its API: host, port, protocol and key come from the configuration. */
export class StripeGateway implements PaymentGateway {
  readonly maxAmountFen = MAX_AMOUNT_FEN;
  private readonly stripe: Stripe;

  private readonly atScreen: { readonly timeout: number; readonly maxNetworkRetries: 0 };

  constructor(
    private readonly config: Config,
    screenMs = SCREEN_MS,
  ) {
    this.atScreen = { timeout: screenMs, maxNetworkRetries: 0 };
    this.stripe = new Stripe(config.STRIPE_API_KEY, {
      host: config.STRIPE_HOST,
      port: config.STRIPE_PORT,
      protocol: config.STRIPE_PROTOCOL,
      timeout: TIMEOUT_MS,
      maxNetworkRetries: 1,
      telemetry: false,
    });
  }

  createIntent(intent: CreateIntent): Promise<Made<IntentSnapshot>> {
    return make(() =>
      again(async () =>
        toIntent(
          await this.stripe.paymentIntents.create(
            {
              amount: intent.amountFen,
              currency: intent.currency,
              allowed_payment_method_types: METHODS,
              description: intent.description,
              metadata: { payment_id: intent.paymentId, attempt_id: intent.attemptId },
              confirm: true,
              return_url: returnAddress(intent.returnUrl, {
                secret: this.config.APP_SECRET,
                paymentId: intent.paymentId,
              }),
            },
            { ...this.atScreen, idempotencyKey: intent.attemptId },
          ),
        ),
      ),
    );
  }

  findIntent({
    attemptId,
    since,
  }: {
    readonly attemptId: string;
    readonly since: Date;
  }): Promise<IntentSnapshot | null> {
    const created = { gte: Math.floor(since.getTime() / 1000) - CLOCK_SECONDS };
    return reach(async () => {
      for await (const intent of this.stripe.paymentIntents.list({ created, limit: 100 }, this.atScreen)) {
        if (intent.metadata?.['attempt_id'] === attemptId) return toIntent(intent);
      }
      return null;
    });
  }

  retrieveIntent(ref: string): Promise<IntentSnapshot | null> {
    return reach(() =>
      again(() => known(async () => toIntent(await this.stripe.paymentIntents.retrieve(ref, {}, this.atScreen)))),
    );
  }

  cancelIntent(ref: string): Promise<IntentSnapshot | null> {
    return reach(async () => {
      try {
        return await again(async () => toIntent(await this.stripe.paymentIntents.cancel(ref, {}, this.atScreen)));
      } catch (error) {
        // Refused because it is over already, or unknown: the state itself says how.
        if (error instanceof Stripe.errors.StripeInvalidRequestError) return this.retrieveIntent(ref);
        throw error;
      }
    });
  }

  createRefund(refund: CreateRefund): Promise<Made<RefundSnapshot>> {
    const { refundId, tryNo, intentRef, amountFen, reason } = refund;
    return make(async () =>
      toRefund(
        await this.stripe.refunds.create(
          {
            payment_intent: intentRef,
            amount: amountFen,
            metadata: { refund_id: refundId, try: tryNo, reason: reason.slice(0, 200) },
          },
          // The first try keeps the key that refunds have always had: one that is under way while we are replaced goes on under it.
          { idempotencyKey: tryNo === 1 ? refundId : `${refundId}-${tryNo}` },
        ),
      ),
    );
  }

  findRefund(wanted: Pick<CreateRefund, 'refundId' | 'tryNo' | 'intentRef'>): Promise<RefundSnapshot | null> {
    return reach(async () => {
      try {
        for await (const refund of this.stripe.refunds.list({ payment_intent: wanted.intentRef, limit: 100 })) {
          const found = toRefund(refund);
          if (found.refundId === wanted.refundId && found.tryNo === wanted.tryNo) return found;
        }
      } catch (error) {
        // The intent itself is unknown there: so are its refunds.
        if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
      }
      return null;
    });
  }

  retrieveRefund(ref: string): Promise<RefundSnapshot | null> {
    return reach(() => known(async () => toRefund(await this.stripe.refunds.retrieve(ref))));
  }

  refundsOf(intentRef: string): Promise<RefundSnapshot[]> {
    return reach(async () => {
      const refunds: RefundSnapshot[] = [];
      for await (const refund of this.stripe.refunds.list({ payment_intent: intentRef, limit: 100 }))
        refunds.push(toRefund(refund));
      return refunds;
    });
  }

  async *moves(since: Date | null): AsyncGenerator<ProviderMove> {
    const created = begunSince(since);
    for await (const intent of reached(this.stripe.paymentIntents.list({ ...created, limit: 100 }))) {
      const ours = intent.metadata?.['payment_id'] ?? null;
      if (intent.status === 'succeeded')
        yield { kind: 'payment', ref: intent.id, ours, intentRef: null, fen: intent.amount_received };
    }
    for await (const refund of reached(this.stripe.refunds.list({ ...created, limit: 100 }))) {
      const { refundId: ours, intentRef, amountFen, status } = toRefund(refund);
      if (status === 'succeeded') yield { kind: 'refund', ref: refund.id, ours, intentRef, fen: amountFen };
    }
  }

  async *disputes(since: Date | null): AsyncGenerator<DisputeSnapshot> {
    for await (const dispute of reached(this.stripe.disputes.list({ ...begunSince(since), limit: 100 })))
      yield toDispute(dispute);
  }

  retrieveDispute(ref: string): Promise<DisputeSnapshot | null> {
    return reach(() => known(async () => toDispute(await this.stripe.disputes.retrieve(ref))));
  }

  parseEvent(rawBody: Buffer, signature: string | undefined): ProviderEvent {
    const signedAt = Number(/(?:^|,)t=(\d+)/.exec(signature ?? '')?.[1]);
    // The SDK accepts times in the future, so both directions are checked here.
    if (!signature || !(Math.abs(Date.now() / 1000 - signedAt) <= TOLERANCE_SECONDS)) {
      throw new DomainError('webhook_signature_invalid');
    }
    let event: Stripe.Event;
    try {
      event = this.stripe.webhooks.constructEvent(
        rawBody,
        signature,
        this.config.STRIPE_WEBHOOK_SECRET,
        TOLERANCE_SECONDS,
      );
    } catch {
      throw new DomainError('webhook_signature_invalid');
    }
    return interpret(readEvent(event));
  }
}

/** What an event of the provider says, in our words; also used on events read back from the inbox. */
export function interpret(event: Stripe.Event): ProviderEvent {
  const object = event.data.object as { object?: string };
  return {
    id: event.id,
    type: event.type,
    intent: object.object === 'payment_intent' ? toIntent(object as Stripe.PaymentIntent) : null,
    refund: object.object === 'refund' ? toRefund(object as Stripe.Refund) : null,
    dispute: object.object === 'dispute' ? toDispute(object as Stripe.Dispute) : null,
    givenBack: object.object === 'charge' ? toGivenBack(object as Stripe.Charge) : null,
  };
}

const begunSince = (since: Date | null): { created?: { gte: number } } =>
  since ? { created: { gte: Math.floor(since.getTime() / 1000) } } : {};

/** The provider gives an id, or the whole object where it was asked to. */
const idOf = (reference: string | { readonly id: string } | null | undefined): string | null =>
  typeof reference === 'string' ? reference : (reference?.id ?? null);

function toDispute(dispute: Stripe.Dispute): DisputeSnapshot {
  // What a bank only asks about takes no money, and is answered like the rest.
  const states: Readonly<Record<string, DisputeSnapshot['status']>> = {
    needs_response: 'needs_response',
    warning_needs_response: 'needs_response',
    under_review: 'under_review',
    warning_under_review: 'under_review',
    lost: 'lost',
    won: 'won',
    warning_closed: 'won',
    prevented: 'won',
  };
  const dueBy = dispute.evidence_details?.due_by;
  return {
    ref: dispute.id,
    intentRef: idOf(dispute.payment_intent),
    amountFen: dispute.amount,
    reason: dispute.reason,
    status: states[dispute.status] ?? 'needs_response',
    respondBy: dueBy ? new Date(dueBy * 1000) : null,
  };
}

function toGivenBack(charge: Stripe.Charge): GivenBack | null {
  const intentRef = idOf(charge.payment_intent);
  return intentRef === null ? null : { intentRef, refundedFen: charge.amount_refunded };
}

function toIntent(intent: Stripe.PaymentIntent): IntentSnapshot {
  const ended = { succeeded: 'succeeded', canceled: 'cancelled' } as const;
  return {
    ref: intent.id,
    paymentId: intent.metadata?.['payment_id'] ?? null,
    attemptId: intent.metadata?.['attempt_id'] ?? null,
    status: ended[intent.status as keyof typeof ended] ?? 'open',
    receivedFen: intent.amount_received,
    currency: intent.currency,
    payUrl: intent.next_action?.redirect_to_url?.url ?? null,
  };
}

function toRefund(refund: Stripe.Refund): RefundSnapshot {
  const ended = { succeeded: 'succeeded', failed: 'failed', canceled: 'failed' } as const;
  return {
    ref: refund.id,
    refundId: refund.metadata?.['refund_id'] ?? null,
    // Refunds from before tries were counted are first tries.
    tryNo: Number(refund.metadata?.['try'] ?? 1),
    status: ended[refund.status as keyof typeof ended] ?? 'submitted',
    amountFen: refund.amount,
    intentRef: idOf(refund.payment_intent),
  };
}

/** Once more where the connection broke before anything could have been answered. */
async function again<T>(call: () => Promise<T>): Promise<T> {
  const began = Date.now();
  try {
    return await call();
  } catch (error) {
    const { detail } = error as { detail?: { code?: unknown } };
    const broke = error instanceof Stripe.errors.StripeConnectionError && detail?.code !== 'ETIMEDOUT';
    if (!broke || Date.now() - began > BROKEN_MS) throw error;
    return call();
  }
}

/** Null for what was never made, or made by another account: to us it does not exist. */
async function known<T>(call: () => Promise<T>): Promise<T | null> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Stripe.errors.StripeInvalidRequestError) return null;
    throw error;
  }
}

/** A list of the provider, page by page, failing as everything else there does. */
async function* reached<T>(list: AsyncIterable<T>): AsyncGenerator<T> {
  const pages = list[Symbol.asyncIterator]();
  for (;;) {
    const { done, value } = await reach(() => pages.next());
    if (done) return;
    yield value;
  }
}

/** The one place where the provider's answer to a request that makes something becomes what the caller must do. */
async function make<T>(call: () => Promise<T>): Promise<Made<T>> {
  return reach(async () => {
    try {
      return { outcome: 'made', value: await call() };
    } catch (error) {
      const { errors } = Stripe;
      // The first answer under a key is stored, a 5xx too: asking again under it gets the same failure for ever.
      if (error instanceof errors.StripeAPIError && (error.statusCode ?? 0) >= 500) return { outcome: 'spent_key' };
      if (error instanceof errors.StripeIdempotencyError && error.code !== IN_USE) return { outcome: 'spent_key' };
      if (error instanceof errors.StripeInvalidRequestError || error instanceof errors.StripeCardError)
        return { outcome: 'refused', reason: `${error.code ?? error.type}: ${error.message}` };
      throw error;
    }
  });
}

/** Somebody else's request under the key is still under way: its answer is there in a moment. */
const IN_USE = 'idempotency_key_in_use';

/** Turns “the provider cannot be reached, is failing or does not take our key” into a refusal that people understand; other errors are ours and pass. */
async function reach<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const { errors } = Stripe;
    const theirs =
      error instanceof errors.StripeConnectionError ||
      error instanceof errors.StripeAPIError ||
      error instanceof errors.StripeRateLimitError ||
      error instanceof errors.StripeAuthenticationError ||
      error instanceof errors.StripePermissionError ||
      error instanceof errors.StripeIdempotencyError;
    if (theirs) throw new DomainError('payment_unavailable', { cause: error.type });
    throw error;
  }
}
