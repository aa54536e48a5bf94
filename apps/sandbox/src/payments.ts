import type Stripe from 'stripe';
import { ApiError, unexpectedState } from './api-error';
import { createCharge } from './charges';
import type { PaymentOutcome } from './outcomes';
import type { PaymentIntentRecord } from './payment-intents';
import { declineCodeOf } from './payment-methods';
import type { ChosenMethod } from './payment-methods';
import type { World } from './world';

export interface PaymentAttempt {
  method: ChosenMethod;
  /** Undefined: as the card and the script of next outcomes say. */
  outcome: PaymentOutcome | undefined;
  /** A decline at confirmation is an answer of its own (402); on the hosted page it is a message. */
  throwOnDecline?: boolean;
}

const PAYABLE: readonly string[] = [
  'requires_payment_method',
  'requires_confirmation',
  'requires_action',
  'processing',
];

const DECLINE_MESSAGES: Record<string, string> = {
  insufficient_funds: 'Your card has insufficient funds.',
  expired_card: 'Your card has expired.',
};

/** The payer tries to pay: the only way in which an intent gets its money. */
export function attemptPayment(world: World, record: PaymentIntentRecord, attempt: PaymentAttempt): void {
  const { intent } = record;
  if (!PAYABLE.includes(intent.status)) {
    throw unexpectedState(intent, `This PaymentIntent cannot be paid because it has a status of ${intent.status}.`);
  }
  const declineCode = attempt.method.card && declineCodeOf(attempt.method.card.number);
  const outcome = attempt.outcome ?? world.outcomes.takePayment() ?? (declineCode ? 'decline' : 'succeed');
  record.method = attempt.method;
  Object.assign(intent, { payment_method: attempt.method.id, next_action: null });
  switch (outcome) {
    case 'succeed':
      return succeed(world, record, attempt.method);
    case 'processing':
      intent.status = 'processing';
      world.intents.put(record);
      world.events.emit('payment_intent.processing', intent);
      return;
    case 'abandon':
      return abandon(world, record, attempt.method);
    case 'decline':
      return decline(world, record, attempt, declineCode ?? 'generic_decline');
  }
}

function succeed(world: World, record: PaymentIntentRecord, method: ChosenMethod): void {
  const { intent } = record;
  const captured = intent.capture_method !== 'manual';
  const charge = createCharge(world, {
    intent,
    methodId: method.id,
    type: method.type,
    card: method.card,
    failure: undefined,
    captured,
  });
  Object.assign(intent, {
    status: captured ? 'succeeded' : 'requires_capture',
    amount_received: captured ? intent.amount : 0,
    amount_capturable: captured ? 0 : intent.amount,
    latest_charge: charge.id,
    last_payment_error: null,
  });
  world.intents.put(record);
  world.events.emit('charge.succeeded', charge);
  world.events.emit(captured ? 'payment_intent.succeeded' : 'payment_intent.amount_capturable_updated', intent);
}

function decline(world: World, record: PaymentIntentRecord, attempt: PaymentAttempt, declineCode: string): void {
  const { method } = attempt;
  const isCard = method.type === 'card';
  const code = isCard
    ? declineCode === 'expired_card'
      ? 'expired_card'
      : 'card_declined'
    : 'payment_method_provider_decline';
  const message = isCard
    ? (DECLINE_MESSAGES[declineCode] ?? 'Your card was declined.')
    : 'The payment provider declined the payment.';
  const failure = { code, message };
  const charge = createCharge(world, {
    intent: record.intent,
    methodId: method.id,
    type: method.type,
    card: method.card,
    failure,
    captured: false,
  });
  record.intent.latest_charge = charge.id;
  const error: Stripe.PaymentIntent.LastPaymentError = {
    type: isCard ? 'card_error' : 'invalid_request_error',
    charge: charge.id,
    code,
    message,
    payment_method_type: method.type,
    ...(isCard ? { decline_code: declineCode } : {}),
  };
  world.events.emit('charge.failed', charge);
  fail(world, record, error);
  if (!attempt.throwOnDecline) return;
  const body = { code, message, charge: charge.id, payment_intent: structuredClone(record.intent) };
  throw new ApiError(402, { type: 'card_error', ...body, ...(isCard ? { decline_code: declineCode } : {}) });
}

function abandon(world: World, record: PaymentIntentRecord, method: ChosenMethod): void {
  const code = method.type === 'card' ? 'payment_intent_authentication_failure' : 'payment_method_customer_decline';
  const message = 'The payer did not complete the payment.';
  fail(world, record, { type: 'invalid_request_error', code, message, payment_method_type: method.type });
}

/** Back to the start: the same intent can be confirmed again with another method. */
function fail(world: World, record: PaymentIntentRecord, error: Stripe.PaymentIntent.LastPaymentError): void {
  record.method = null;
  Object.assign(record.intent, { status: 'requires_payment_method', payment_method: null, last_payment_error: error });
  world.intents.put(record);
  world.events.emit('payment_intent.payment_failed', record.intent);
}
