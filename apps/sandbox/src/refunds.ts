import type Stripe from 'stripe';
import { z } from 'zod';
import { invalidRequest, missing } from './api-error';
import { book, methodOf } from './charges';
import { newId } from './ids';
import { common, mergeMetadata, metadata, positiveAmount, text } from './params';
import { findIntent } from './payment-intents';
import type { World } from './world';

export interface RefundRecord {
  id: string;
  refund: Stripe.Refund;
  /** The second step of a refund that is decided later, in real unix milliseconds. */
  planned: { status: 'succeeded' | 'failed'; at: number } | null;
}

export const createRefundParams = z.strictObject({
  ...common,
  payment_intent: text().optional(),
  charge: text().optional(),
  amount: positiveAmount.optional(),
  metadata: metadata.optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  instructions_email: text(800).optional(),
});
export const updateRefundParams = z.strictObject({ ...common, metadata: metadata.optional() });

export function findRefund(world: World, id: string): RefundRecord {
  const record = world.refunds.get(id);
  if (!record) throw missing('refund', id);
  return record;
}

export function createRefund(world: World, params: z.infer<typeof createRefundParams>): Stripe.Refund {
  const charge = chargeToRefund(world, params);
  const left = charge.amount_captured - charge.amount_refunded;
  if (charge.refunded || left === 0) {
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' });
  }
  const amount = params.amount ?? left;
  if (amount > left) {
    throw invalidRequest(
      `Refund amount (${yuan(amount)}) is greater than unrefunded amount on charge (${yuan(left)})`,
      { param: 'amount' },
    );
  }
  const plan = world.outcomes.takeRefund();
  const refund = newRefund(world, charge, amount, params);
  const record: RefundRecord = { id: refund.id, refund, planned: null };
  if (plan.outcome === 'requires_action') refund.status = 'requires_action';
  else if (plan.outcome.startsWith('pending'))
    Object.assign(refund, { status: 'pending', pending_reason: 'processing' });
  if (refund.status === 'succeeded') refund.balance_transaction = bookRefund(world, refund, charge);
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount_captured;
  world.charges.put(charge);
  world.refunds.put(record);
  world.events.emit('refund.created', refund);
  world.events.emit('charge.refunded', charge);
  if (plan.outcome.includes('_then_')) {
    const status = plan.outcome.endsWith('fail') ? 'failed' : 'succeeded';
    record.planned = { status, at: Date.now() + plan.afterMs };
    world.refunds.put(record);
    schedule(world, record);
  }
  return refund;
}

export function updateRefund(world: World, id: string, params: z.infer<typeof updateRefundParams>): Stripe.Refund {
  const record = findRefund(world, id);
  record.refund.metadata = mergeMetadata(record.refund.metadata ?? {}, params.metadata);
  return changed(world, record);
}

export function cancelRefund(world: World, id: string): Stripe.Refund {
  const record = findRefund(world, id);
  if (record.refund.status !== 'requires_action') {
    throw invalidRequest(
      `Refund ${id} has a status of ${record.refund.status} and cannot be canceled. Only refunds with a status of requires_action can be canceled.`,
    );
  }
  giveBack(world, record.refund);
  record.refund.status = 'canceled';
  return changed(world, record);
}

/** The bank's word on a refund, given later: also a success can still turn into a failure. */
export function settleRefund(world: World, record: RefundRecord, status: 'succeeded' | 'failed'): Stripe.Refund {
  const { refund } = record;
  const final = refund.status === 'failed' || refund.status === 'canceled' || refund.status === status;
  if (final) throw invalidRequest(`Refund ${refund.id} has a status of ${refund.status} and cannot become ${status}.`);
  const charge = chargeOf(world, refund);
  record.planned = null;
  delete refund.pending_reason;
  if (status === 'succeeded') {
    refund.balance_transaction = bookRefund(world, refund, charge);
  } else {
    if (refund.status === 'succeeded') refund.failure_balance_transaction = bookFailure(world, refund, charge);
    refund.failure_reason = 'unknown';
    giveBack(world, refund);
  }
  refund.status = status;
  changed(world, record);
  if (status === 'failed') world.events.emit('refund.failed', refund);
  return refund;
}

/** Refunds whose second step was still to come when the process ended. */
export function resumeRefunds(world: World): void {
  for (const record of world.refunds.all()) {
    if (record.planned) schedule(world, record);
  }
}

function schedule(world: World, record: RefundRecord): void {
  const { planned } = record;
  if (!planned) return;
  world.later(planned.at - Date.now(), () => {
    // A control may have decided it meanwhile.
    if (world.refunds.get(record.id)?.planned) settleRefund(world, record, planned.status);
  });
}

function changed(world: World, record: RefundRecord): Stripe.Refund {
  world.refunds.put(record);
  world.events.emit('refund.updated', record.refund);
  world.events.emit('charge.refund.updated', record.refund);
  return record.refund;
}

/** The amount can be refunded once more. */
function giveBack(world: World, refund: Stripe.Refund): void {
  const charge = chargeOf(world, refund);
  charge.amount_refunded -= refund.amount;
  charge.refunded = false;
  world.charges.put(charge);
}

function chargeToRefund(world: World, params: z.infer<typeof createRefundParams>): Stripe.Charge {
  if ((params.payment_intent === undefined) === (params.charge === undefined)) {
    throw invalidRequest('One of the following params should be provided for this request: payment_intent or charge.', {
      code: 'parameter_missing',
      param: 'payment_intent',
    });
  }
  let id = params.charge;
  if (params.payment_intent !== undefined) {
    const { intent } = findIntent(world, params.payment_intent, 'payment_intent');
    if (intent.status !== 'succeeded' || typeof intent.latest_charge !== 'string') {
      throw invalidRequest(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
        param: 'payment_intent',
      });
    }
    id = intent.latest_charge;
  }
  const charge = world.charges.get(id ?? '');
  if (!charge) throw missing('charge', id ?? '', 'charge');
  if (!charge.captured)
    throw invalidRequest(`Charge ${charge.id} has not been captured and cannot be refunded.`, { param: 'charge' });
  return charge;
}

function chargeOf(world: World, refund: Stripe.Refund): Stripe.Charge {
  const charge = typeof refund.charge === 'string' ? world.charges.get(refund.charge) : undefined;
  if (!charge) throw new Error(`refund ${refund.id} without its charge`);
  return charge;
}

function newRefund(
  world: World,
  charge: Stripe.Charge,
  amount: number,
  params: z.infer<typeof createRefundParams>,
): Stripe.Refund {
  return {
    id: newId('re'),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: world.clock.now(),
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: { type: methodOf(charge) },
    metadata: mergeMetadata({}, params.metadata),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: params.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
    ...(params.instructions_email === undefined ? {} : { instructions_email: params.instructions_email }),
  };
}

function bookRefund(world: World, refund: Stripe.Refund, charge: Stripe.Charge): string {
  const type = methodOf(charge) === 'card' ? 'refund' : 'payment_refund';
  return book(world, {
    source: refund.id,
    amount: -refund.amount,
    type,
    category: 'refund',
    currency: refund.currency,
  });
}

function bookFailure(world: World, refund: Stripe.Refund, charge: Stripe.Charge): string {
  const type = methodOf(charge) === 'card' ? 'refund_failure' : 'payment_failure_refund';
  return book(world, {
    source: refund.id,
    amount: refund.amount,
    type,
    category: 'refund_failure',
    currency: refund.currency,
  });
}

/** Fen as the error message writes them. */
const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;
