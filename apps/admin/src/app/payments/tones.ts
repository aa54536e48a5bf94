import type { DisputeStatus, PaymentStatus, RefundStatus } from '@yigou/contracts/labels';
import type { Tone } from '../shared/tone';

export const PAYMENT_TONES: Record<PaymentStatus, Tone> = {
  pending: 'todo',
  paid: 'go',
  cancelled: 'rest',
  quarantined: 'stop',
  resolved: 'rest',
};
export const REFUND_TONES: Record<RefundStatus, Tone> = {
  pending: 'todo',
  submitted: 'run',
  succeeded: 'go',
  failed: 'stop',
};
export const DISPUTE_TONES: Record<DisputeStatus, Tone> = {
  needs_response: 'stop',
  under_review: 'todo',
  won: 'go',
  lost: 'rest',
};
