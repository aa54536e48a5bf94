import type Stripe from 'stripe';
import { z } from 'zod';
import { invalidRequest, missing } from './api-error';
import { book } from './charges';
import { newId } from './ids';
import { common, mergeMetadata, metadata, text } from './params';
import { findIntent } from './payment-intents';
import type { World } from './world';

/** Days that the bank gives for evidence. */
const RESPONSE_DAYS = 14;

export const updateDisputeParams = z.strictObject({
  ...common,
  metadata: metadata.optional(),
  evidence: z.record(z.string(), text(20_000)).optional(),
  submit: z.coerce.boolean().optional(),
});

export function findDispute(world: World, id: string): Stripe.Dispute {
  const dispute = world.disputes.get(id);
  if (!dispute) throw missing('dispute', id);
  return dispute;
}

/** The payer's bank takes money back until it has decided. */
export function openDispute(
  world: World,
  intentId: string,
  { amount, reason }: { amount?: number | undefined; reason: string },
): Stripe.Dispute {
  const { intent } = findIntent(world, intentId, 'payment_intent');
  const charge = typeof intent.latest_charge === 'string' ? world.charges.get(intent.latest_charge) : undefined;
  if (!charge?.captured) throw invalidRequest(`This PaymentIntent (${intent.id}) has no charge to dispute.`);
  const disputed = amount ?? charge.amount_captured - charge.amount_refunded;
  if (charge.disputed || disputed <= 0 || disputed > charge.amount_captured)
    throw invalidRequest(`Charge ${charge.id} cannot be disputed for ${disputed}.`, { param: 'amount' });
  const dispute = {
    id: newId('dp'),
    object: 'dispute',
    amount: disputed,
    balance_transactions: [],
    charge: charge.id,
    created: world.clock.now(),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: {},
    evidence_details: {
      due_by: world.clock.now() + RESPONSE_DAYS * 86_400,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: intent.id,
    reason,
    status: 'needs_response',
  } as unknown as Stripe.Dispute;
  charge.disputed = true;
  world.charges.put(charge);
  world.disputes.put(dispute);
  world.events.emit('charge.dispute.created', dispute);
  withdraw(world, dispute, -1);
  world.events.emit('charge.dispute.funds_withdrawn', dispute);
  return dispute;
}

/** The merchant gives its evidence, and may hand it in. */
export function updateDispute(world: World, id: string, params: z.infer<typeof updateDisputeParams>): Stripe.Dispute {
  const dispute = findDispute(world, id);
  if (isOver(dispute)) throw invalidRequest('This dispute is already closed');
  dispute.metadata = mergeMetadata(dispute.metadata, params.metadata);
  Object.assign(dispute.evidence, params.evidence);
  dispute.evidence_details.has_evidence = Object.keys(dispute.evidence).length > 0;
  if (params.submit) {
    dispute.status = 'under_review';
    dispute.evidence_details.submission_count += 1;
  }
  world.disputes.put(dispute);
  world.events.emit('charge.dispute.updated', dispute);
  return dispute;
}

/** The bank decides; won, the money comes back. */
export function decideDispute(world: World, dispute: Stripe.Dispute, status: 'won' | 'lost'): Stripe.Dispute {
  if (isOver(dispute)) throw invalidRequest('This dispute is already closed');
  dispute.status = status;
  if (status === 'won') withdraw(world, dispute, 1);
  world.disputes.put(dispute);
  world.events.emit('charge.dispute.closed', dispute);
  if (status === 'won') world.events.emit('charge.dispute.funds_reinstated', dispute);
  return dispute;
}

const isOver = ({ status }: Stripe.Dispute): boolean => status === 'won' || status === 'lost';

function withdraw(world: World, dispute: Stripe.Dispute, sign: 1 | -1): void {
  const { id: source, amount, currency } = dispute;
  book(world, { source, amount: sign * amount, type: 'adjustment', category: 'dispute', currency });
}
