import type Stripe from 'stripe';
import type { z } from 'zod';
import { invalidRequest, missing, unexpectedState } from './api-error';
import { bookCharge } from './charges';
import { newId } from './ids';
import { mergeMetadata } from './params';
import { blankIntent } from './payment-intent-object';
import type { cancelParams, captureParams, confirmParams, createParams, updateParams } from './payment-intent-params';
import type { ChosenMethod, MethodType } from './payment-methods';
import { methodFromToken, methodOfType, methodTypes } from './payment-methods';
import { attemptPayment } from './payments';
import type { World } from './world';

/** The public object, and what the sandbox must remember beside it. */
export interface PaymentIntentRecord {
  id: string;
  intent: Stripe.PaymentIntent;
  returnUrl: string | null;
  method: ChosenMethod | null;
}

type Details = Omit<z.infer<typeof updateParams>, 'expand'>;
type Confirmation = z.infer<typeof confirmParams>;

/** States in which nothing has been paid yet, so that the intent can still change and be confirmed. */
const OPEN: readonly string[] = ['requires_payment_method', 'requires_confirmation', 'requires_action'];

export function findIntent(world: World, id: string, param = 'intent'): PaymentIntentRecord {
  const record = world.intents.get(id);
  if (!record) throw missing('payment_intent', id, param);
  return record;
}

/** A copy to change, so that a request which is refused half-way leaves no trace. */
function draft(world: World, id: string): PaymentIntentRecord {
  return structuredClone(findIntent(world, id));
}

export function createIntent(world: World, params: z.infer<typeof createParams>): Stripe.PaymentIntent {
  if (params.return_url !== undefined && !params.confirm) {
    throw invalidRequest(
      'The parameter `return_url` cannot be passed when creating a PaymentIntent unless `confirm` is set to true.',
      {
        param: 'return_url',
      },
    );
  }
  const id = newId('pi');
  const record: PaymentIntentRecord = { id, intent: blankIntent(world, id, params), returnUrl: null, method: null };
  change(record, params);
  requireCapturable(record.intent);
  world.intents.put(record);
  world.events.emit('payment_intent.created', record.intent);
  if (params.confirm) confirmRecord(world, record, params);
  return record.intent;
}

export function updateIntent(world: World, id: string, params: z.infer<typeof updateParams>): Stripe.PaymentIntent {
  const record = draft(world, id);
  const { metadata: _metadata, description: _description, expand: _expand, ...restricted } = params;
  if (!OPEN.includes(record.intent.status) && Object.keys(restricted).length > 0) {
    throw unexpectedState(
      record.intent,
      `This PaymentIntent's ${Object.keys(restricted)[0]} could not be updated because it has a status of ${record.intent.status}.`,
    );
  }
  change(record, params);
  requireCapturable(record.intent);
  if (params.amount !== undefined) record.intent.amount = params.amount;
  if (params.currency !== undefined) record.intent.currency = params.currency;
  return world.intents.put(record).intent;
}

export function confirmIntent(world: World, id: string, params: Confirmation): Stripe.PaymentIntent {
  const record = draft(world, id);
  if (!OPEN.includes(record.intent.status)) {
    throw unexpectedState(
      record.intent,
      `You cannot confirm this PaymentIntent because it has a status of ${record.intent.status}.`,
    );
  }
  change(record, params);
  requireCapturable(record.intent);
  confirmRecord(world, record, params);
  return record.intent;
}

export function captureIntent(world: World, id: string, params: z.infer<typeof captureParams>): Stripe.PaymentIntent {
  const record = findIntent(world, id);
  const { intent } = record;
  const charge = typeof intent.latest_charge === 'string' ? world.charges.get(intent.latest_charge) : undefined;
  if (intent.status !== 'requires_capture' || !charge) {
    throw unexpectedState(
      intent,
      `This PaymentIntent could not be captured because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`,
    );
  }
  const amount = params.amount_to_capture ?? intent.amount_capturable;
  if (amount > intent.amount_capturable) {
    throw invalidRequest(`The requested capture amount is greater than the amount you can capture for this charge.`, {
      code: 'amount_too_large',
      param: 'amount_to_capture',
    });
  }
  intent.metadata = mergeMetadata(intent.metadata, params.metadata);
  Object.assign(intent, { status: 'succeeded', amount_capturable: 0, amount_received: amount });
  Object.assign(charge, { captured: true, amount_captured: amount });
  charge.balance_transaction = bookCharge(world, charge);
  world.charges.put(charge);
  world.intents.put(record);
  world.events.emit('charge.captured', charge);
  world.events.emit('payment_intent.succeeded', intent);
  return intent;
}

export function cancelIntent(world: World, id: string, params: z.infer<typeof cancelParams>): Stripe.PaymentIntent {
  const record = findIntent(world, id);
  const { intent } = record;
  if (!OPEN.includes(intent.status) && intent.status !== 'requires_capture') {
    throw unexpectedState(
      intent,
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: requires_payment_method, requires_capture, requires_confirmation, requires_action.`,
    );
  }
  if (intent.status === 'requires_capture') releaseAuthorisation(world, intent);
  Object.assign(intent, {
    status: 'canceled',
    canceled_at: world.clock.now(),
    cancellation_reason: params.cancellation_reason ?? null,
    amount_capturable: 0,
    next_action: null,
  });
  world.intents.put(record);
  world.events.emit('payment_intent.canceled', intent);
  return intent;
}

/** Which methods the payer may choose on the hosted page. Wallets take the money at once: only cards can wait for a capture. */
export function offeredMethods(intent: Stripe.PaymentIntent): MethodType[] {
  const listed = methodTypes.filter((type) => intent.payment_method_types.includes(type));
  return intent.capture_method === 'manual' ? listed.filter((type) => type === 'card') : listed;
}

function requireCapturable(intent: Stripe.PaymentIntent): void {
  if (offeredMethods(intent).length > 0) return;
  const manual = intent.capture_method === 'manual' && intent.payment_method_types.length > 0;
  throw manual
    ? invalidRequest('The payment method types of this PaymentIntent do not support `capture_method=manual`.', {
        code: 'payment_intent_invalid_parameter',
        param: 'capture_method',
      })
    : invalidRequest('No valid payment method types for this PaymentIntent.', {
        param: 'allowed_payment_method_types',
      });
}

function confirmRecord(world: World, record: PaymentIntentRecord, params: Pick<Confirmation, 'return_url'>): void {
  const { intent, method } = record;
  if (method?.card) {
    attemptPayment(world, record, { method, outcome: undefined, throwOnDecline: true });
    return;
  }
  record.returnUrl = params.return_url ?? record.returnUrl;
  if (record.returnUrl === null) {
    throw invalidRequest(
      'You must provide a `return_url` when confirming with a payment method that redirects the payer.',
      {
        code: 'parameter_missing',
        param: 'return_url',
      },
    );
  }
  const url = `${world.config.publicUrl}/pay/${intent.id}?client_secret=${intent.client_secret ?? ''}`;
  intent.status = 'requires_action';
  intent.next_action = { type: 'redirect_to_url', redirect_to_url: { url, return_url: record.returnUrl } };
  world.intents.put(record);
  world.events.emit('payment_intent.requires_action', intent);
}

function releaseAuthorisation(world: World, intent: Stripe.PaymentIntent): void {
  const charge = typeof intent.latest_charge === 'string' ? world.charges.get(intent.latest_charge) : undefined;
  if (!charge) return;
  Object.assign(charge, { amount_refunded: charge.amount, refunded: true });
  world.charges.put(charge);
  world.events.emit('charge.refunded', charge);
}

/** Applies the parameters that creating, updating and confirming share. */
function change(record: PaymentIntentRecord, params: Details): void {
  const { intent } = record;
  intent.metadata = mergeMetadata(intent.metadata, params.metadata);
  intent.description = params.description ?? intent.description;
  intent.receipt_email = params.receipt_email ?? intent.receipt_email;
  intent.statement_descriptor = params.statement_descriptor ?? intent.statement_descriptor;
  intent.statement_descriptor_suffix = params.statement_descriptor_suffix ?? intent.statement_descriptor_suffix;
  intent.customer = params.customer ?? intent.customer;
  intent.capture_method = params.capture_method ?? intent.capture_method;
  allowMethods(intent, params);
  intent.payment_method_options =
    (params.payment_method_options as Stripe.PaymentIntent.PaymentMethodOptions | undefined) ??
    intent.payment_method_options;
  const method = chosenMethod(params);
  if (!method) return;
  if (!intent.payment_method_types.includes(method.type)) {
    throw invalidRequest(`The PaymentMethod provided (${method.type}) is not allowed for this PaymentIntent.`, {
      code: 'payment_intent_incompatible_payment_method',
      param: 'payment_method',
    });
  }
  record.method = method;
  intent.payment_method = method.id;
  if (intent.status === 'requires_payment_method') intent.status = 'requires_confirmation';
}

/** Of the types that the shop allows, those that the sandbox can play. */
function allowMethods(intent: Stripe.PaymentIntent, params: Details): void {
  const allowed = params.allowed_payment_method_types ?? params.payment_method_types;
  if (!allowed) return;
  intent.payment_method_types = methodTypes.filter((type) => allowed.includes(type));
  intent.automatic_payment_methods = null;
  if (params.allowed_payment_method_types) intent.allowed_payment_method_types = allowed;
}

function chosenMethod({ payment_method, payment_method_data }: Details): ChosenMethod | undefined {
  if (payment_method !== undefined) {
    const method = methodFromToken(payment_method);
    if (!method) throw missing('PaymentMethod', payment_method, 'payment_method');
    return method;
  }
  return payment_method_data && methodOfType(payment_method_data.type);
}
