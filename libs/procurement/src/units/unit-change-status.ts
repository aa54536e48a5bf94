import { UNIT_CHANGE_STATUS_CODES } from '@yigou/contracts';
import { type ActionOf, defineMachine } from '@yigou/kernel';

/**
 * What a unit reports of itself waits until a unit above it or the finance department of its region accepts it (R12), which is when it is done, or sends it back. What is
 * overtaken, since the unit was merged or abolished otherwise, lapses. Whoever was sent back reports anew: that is another report.
 */
export const UNIT_CHANGE = defineMachine({
  name: 'unit_change',
  states: UNIT_CHANGE_STATUS_CODES,
  initial: 'waiting',
  actions: {
    report: { from: [null], to: 'waiting' },
    accept: { from: ['waiting'], to: 'accepted', refusal: 'unit_change_closed' },
    return: { from: ['waiting'], to: 'returned', refusal: 'unit_change_closed' },
    withdraw: { from: ['waiting'], to: 'withdrawn', refusal: 'unit_change_closed' },
    lapse: { from: ['waiting'], to: 'lapsed', refusal: 'unit_change_closed' },
  },
});

export type UnitChangeAction = ActionOf<typeof UNIT_CHANGE>;
