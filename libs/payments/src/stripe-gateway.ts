import { DomainError } from '@yigou/kernel';
import type { Config } from '@yigou/platform';
import Stripe from 'stripe';
import type { CreateIntent, IntentSnapshot, PaymentGateway, ProviderEvent, RefundSnapshot } from './payment-gateway';
import { readEvent } from './webhook-event';

/** Seconds that a signature's time may differ from ours, in both directions. */
const TOLERANCE_SECONDS = 300;
const TIMEOUT_MS = 5_000;
const METHODS: Stripe.PaymentIntentCreateParams.AllowedPaymentMethodType[] = ['alipay', 'wechat_pay', 'card'];

/** Stripe, or any provider that speaks its API: host, port, protocol and key come from the configuration. */
export class StripeGateway implements PaymentGateway {
  private readonly stripe: Stripe;

  constructor(private readonly config: Config) {
    this.stripe = new Stripe(config.STRIPE_API_KEY, {
      host: config.STRIPE_HOST,
      port: config.STRIPE_PORT,
      protocol: config.STRIPE_PROTOCOL,
      timeout: TIMEOUT_MS,
      maxNetworkRetries: 1,
      telemetry: false,
    });
  }

  createIntent(intent: CreateIntent): Promise<IntentSnapshot> {
    return reach(async () =>
      toIntent(
        await this.stripe.paymentIntents.create(
          {
            amount: intent.amountFen,
            currency: intent.currency,
            allowed_payment_method_types: METHODS,
            description: intent.description,
            metadata: { payment_id: intent.paymentId, attempt_id: intent.attemptId },
            confirm: true,
            return_url: intent.returnUrl,
          },
          { idempotencyKey: intent.attemptId },
        ),
      ),
    );
  }

  retrieveIntent(ref: string): Promise<IntentSnapshot> {
    return reach(async () => toIntent(await this.stripe.paymentIntents.retrieve(ref)));
  }

  cancelIntent(ref: string): Promise<IntentSnapshot> {
    return reach(async () => {
      try {
        return toIntent(await this.stripe.paymentIntents.cancel(ref));
      } catch (error) {
        // Refused because it is over already: the state itself says how.
        if (error instanceof Stripe.errors.StripeInvalidRequestError) return this.retrieveIntent(ref);
        throw error;
      }
    });
  }

  createRefund(refund: {
    refundId: string;
    intentRef: string;
    amountFen: number;
    reason: string;
  }): Promise<RefundSnapshot> {
    return reach(async () =>
      toRefund(
        await this.stripe.refunds.create(
          {
            payment_intent: refund.intentRef,
            amount: refund.amountFen,
            metadata: { refund_id: refund.refundId, reason: refund.reason.slice(0, 200) },
          },
          { idempotencyKey: refund.refundId },
        ),
      ),
    );
  }

  findRefund(intentRef: string, refundId: string): Promise<RefundSnapshot | null> {
    return reach(async () => {
      for await (const refund of this.stripe.refunds.list({ payment_intent: intentRef, limit: 100 })) {
        if (refund.metadata?.['refund_id'] === refundId) return toRefund(refund);
      }
      return null;
    });
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
  };
}

function toIntent(intent: Stripe.PaymentIntent): IntentSnapshot {
  const ended = { succeeded: 'succeeded', canceled: 'cancelled' } as const;
  return {
    ref: intent.id,
    paymentId: intent.metadata?.['payment_id'] ?? null,
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
    status: ended[refund.status as keyof typeof ended] ?? 'submitted',
    amountFen: refund.amount,
  };
}

/** Turns “the provider cannot be reached or is failing” into a refusal that people understand; other errors are ours and pass. */
async function reach<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const { errors } = Stripe;
    const theirs =
      error instanceof errors.StripeConnectionError ||
      error instanceof errors.StripeAPIError ||
      error instanceof errors.StripeRateLimitError ||
      error instanceof errors.StripeAuthenticationError;
    if (theirs) throw new DomainError('payment_unavailable', { cause: error.type });
    throw error;
  }
}
