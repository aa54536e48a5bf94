import { SURPLUS_STATUS_CODES } from '@yigou/contracts';
import { type ActionOf, defineMachine } from '@yigou/kernel';

const closed = 'surplus_closed' as const;

/** An offer of surplus to another recipient, 余量再分配: who is offered it agrees or refuses; until then it is taken back at will. Its mover is `moveSurplus`. */
export const SURPLUS = defineMachine({
  name: 'campaigns_surplus',
  states: SURPLUS_STATUS_CODES,
  initial: 'offered',
  actions: {
    offer: { from: [null], to: 'offered' },
    accept: { from: ['offered'], to: 'accepted', refusal: closed },
    refuse: { from: ['offered'], to: 'refused', refusal: closed },
    withdraw: { from: ['offered'], to: 'withdrawn', refusal: closed },
  },
});

export type SurplusAction = ActionOf<typeof SURPLUS>;
