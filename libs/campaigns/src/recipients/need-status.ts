import { NEED_STATUS_CODES } from '@yigou/contracts';
import { type ActionOf, defineMachine } from '@yigou/kernel';

const closed = 'need_closed' as const;

/**
 * What a recipient needs, 受赠需求: open to the public after an office of its region has looked at it, or at once where the policy says so; ended by the recipient.
 * Its mover is `moveNeed`.
 */
export const NEED = defineMachine({
  name: 'campaigns_need',
  states: NEED_STATUS_CODES,
  initial: 'waiting',
  actions: {
    submit: { from: [null], to: 'waiting' },
    publish: { from: [null], to: 'open' },
    approve: { from: ['waiting'], to: 'open', refusal: closed },
    return: { from: ['waiting'], to: 'returned', refusal: closed },
    resubmit: { from: ['returned'], to: 'waiting', refusal: closed },
    republish: { from: ['returned'], to: 'open', refusal: closed },
    close: { from: ['open'], to: 'closed', refusal: closed },
    withdraw: { from: ['waiting', 'returned', 'open'], to: 'withdrawn', refusal: closed },
  },
});

export type NeedAction = ActionOf<typeof NEED>;
