import { COMPLAINT_STATUS_CODES } from '@yigou/contracts';
import { type ActionOf, defineMachine } from '@yigou/kernel';

/** A complaint, 投诉: received, perhaps investigated, answered. Its mover is `move-complaint.ts`. */
export const COMPLAINT = defineMachine({
  name: 'complaint',
  states: COMPLAINT_STATUS_CODES,
  initial: 'received',
  actions: {
    file: { from: [null], to: 'received' },
    take: { from: ['received'], to: 'investigating', refusal: 'already_decided' },
    answer: { from: ['received', 'investigating'], to: 'answered', refusal: 'already_decided' },
  },
});
export type ComplaintAction = ActionOf<typeof COMPLAINT>;
