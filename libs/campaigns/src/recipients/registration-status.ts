import { REGISTRATION_STATUS_CODES } from '@yigou/contracts';
import { type ActionOf, defineMachine } from '@yigou/kernel';

const closed = 'registration_closed' as const;

/** An organisation registers itself, 单位登记: the office of its region approves, which makes its seat, or returns it to be corrected. Its mover is `moveRegistration`. */
export const REGISTRATION = defineMachine({
  name: 'campaigns_registration',
  states: REGISTRATION_STATUS_CODES,
  initial: 'waiting',
  actions: {
    register: { from: [null], to: 'waiting' },
    approve: { from: ['waiting'], to: 'approved', refusal: closed },
    return: { from: ['waiting'], to: 'returned', refusal: closed },
    resubmit: { from: ['returned'], to: 'waiting', refusal: closed },
    withdraw: { from: ['waiting', 'returned'], to: 'withdrawn', refusal: closed },
  },
});

export type RegistrationAction = ActionOf<typeof REGISTRATION>;
