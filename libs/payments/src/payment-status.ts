import type { DisputeStatus, PaymentStatus, RefundStatus } from '@yigou/contracts';
import { defineMachine, type Machine } from '@yigou/kernel';

/**
 * What is to be paid for a checkout. Money may come after it was cancelled; of another amount or currency than asked it goes into quarantine, until a person ends
 * the case.
 */
export const PAYMENT = defineMachine({
  name: 'payment',
  states: ['pending', 'paid', 'cancelled', 'quarantined', 'resolved'],
  initial: 'pending',
  actions: {
    open: { from: [null], to: 'pending' },
    pay: { from: ['pending', 'cancelled'], to: 'paid' },
    cancel: { from: ['pending'], to: 'cancelled' },
    // From quarantine itself: what was put there before there were cases gets its case when the provider is asked.
    quarantine: { from: ['pending', 'cancelled', 'quarantined'], to: 'quarantined' },
    resolve: { from: ['quarantined'], to: 'resolved', refusal: 'already_decided' },
  },
}) satisfies Machine<PaymentStatus>;

export const ATTEMPT_STATUSES = ['created', 'open', 'succeeded', 'failed', 'cancelled'] as const;
export type AttemptStatus = (typeof ATTEMPT_STATUSES)[number];

/** One try to pay, known to the provider as an intent. The provider's word that money came outranks ours that the try was given up. */
export const PAYMENT_ATTEMPT = defineMachine({
  name: 'payment_attempt',
  states: ATTEMPT_STATUSES,
  initial: 'created',
  actions: {
    create: { from: [null], to: 'created' },
    begin: { from: ['created'], to: 'open' },
    succeed: { from: ['created', 'open', 'failed', 'cancelled'], to: 'succeeded' },
    fail: { from: ['created', 'open'], to: 'failed' },
    cancel: { from: ['created', 'open'], to: 'cancelled' },
  },
});

/** Money on its way back. A provider may take a success back; what failed is tried again by policy or by a person. */
export const REFUND = defineMachine({
  name: 'refund',
  states: ['pending', 'submitted', 'succeeded', 'failed'],
  initial: 'pending',
  actions: {
    request: { from: [null], to: 'pending' },
    submit: { from: ['pending'], to: 'submitted' },
    succeed: { from: ['pending', 'submitted'], to: 'succeeded' },
    fail: { from: ['pending', 'submitted', 'succeeded'], to: 'failed' },
    retry: { from: ['failed'], to: 'pending', refusal: 'already_decided' },
  },
}) satisfies Machine<RefundStatus>;

/** Money that a buyer's bank asks back. The provider alone moves it, and may think better of an ending: a bank appeals, or withdraws. */
export const DISPUTE = defineMachine({
  name: 'payment_dispute',
  states: ['needs_response', 'under_review', 'won', 'lost'],
  initial: 'needs_response',
  actions: {
    open: { from: [null], to: 'needs_response' },
    review: { from: ['needs_response'], to: 'under_review' },
    win: { from: ['needs_response', 'under_review', 'lost'], to: 'won' },
    lose: { from: ['needs_response', 'under_review', 'won'], to: 'lost' },
  },
}) satisfies Machine<DisputeStatus>;
