import { UNIT_ADMISSION_STATUS_CODES } from '@yigou/contracts';
import { type ActionOf, defineMachine } from '@yigou/kernel';

/**
 * A unit that names who supervises it waits until that unit, one above it or the finance department of the region agrees (R21). Whoever was refused, or took the
 * request back, asks anew: that is another request.
 */
export const UNIT_ADMISSION = defineMachine({
  name: 'unit_admission',
  states: UNIT_ADMISSION_STATUS_CODES,
  initial: 'waiting',
  actions: {
    ask: { from: [null], to: 'waiting' },
    accept: { from: ['waiting'], to: 'accepted', refusal: 'unit_admission_closed' },
    refuse: { from: ['waiting'], to: 'refused', refusal: 'unit_admission_closed' },
    withdraw: { from: ['waiting'], to: 'withdrawn', refusal: 'unit_admission_closed' },
  },
});

export type UnitAdmissionAction = ActionOf<typeof UNIT_ADMISSION>;
