import { SHARE_CORRECTION_STATUS_CODES } from '@yigou/contracts';
import { type ActionOf, defineMachine } from '@yigou/kernel';

/**
 * That an order counts to another unit than the one that it was placed for (R9): asked for in writing by the unit that it counts to, agreed to by the one that it shall
 * count to, and approved by the finance department that is over both. Whoever was refused asks anew: that is another request.
 */
export const SHARE_CORRECTION = defineMachine({
  name: 'share_correction',
  states: SHARE_CORRECTION_STATUS_CODES,
  initial: 'asked',
  actions: {
    ask: { from: [null], to: 'asked' },
    agree: { from: ['asked'], to: 'agreed', refusal: 'correction_closed' },
    decline: { from: ['asked'], to: 'declined', refusal: 'correction_closed' },
    approve: { from: ['agreed'], to: 'approved', refusal: 'correction_closed' },
    reject: { from: ['agreed'], to: 'rejected', refusal: 'correction_closed' },
    withdraw: { from: ['asked', 'agreed'], to: 'withdrawn', refusal: 'correction_closed' },
  },
});

export type ShareCorrectionAction = ActionOf<typeof SHARE_CORRECTION>;
