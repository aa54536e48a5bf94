import { LEADER_STATUS_CODES } from '@yigou/contracts';
import { type ActionOf, defineMachine } from '@yigou/kernel';

const refusal = 'leader_moved' as const;

/**
 * A sub-leader of a campaign, 帮卖团长: asks, is accepted by the organiser and gathers people under an own link until they leave or are removed. Who was refused or left may
 * ask again, who was removed may not. Its mover is `moveLeader`.
 */
export const LEADER = defineMachine({
  name: 'campaigns_leader',
  states: LEADER_STATUS_CODES,
  initial: 'asked',
  actions: {
    ask: { from: [null], to: 'asked' },
    ask_again: { from: ['refused', 'withdrawn', 'lapsed', 'left'], to: 'asked', refusal },
    accept: { from: ['asked'], to: 'active', refusal },
    refuse: { from: ['asked'], to: 'refused', refusal },
    withdraw: { from: ['asked'], to: 'withdrawn', refusal },
    /** The campaign recruits no more, and nobody answered. */
    lapse: { from: ['asked'], to: 'lapsed' },
    leave: { from: ['active'], to: 'left', refusal },
    remove: { from: ['active'], to: 'removed', refusal },
  },
});

export type LeaderAction = ActionOf<typeof LEADER>;
