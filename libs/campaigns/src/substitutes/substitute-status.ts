import { SUBSTITUTE_STATUS_CODES } from '@yigou/contracts';
import { type ActionOf, defineMachine } from '@yigou/kernel';

const closed = 'substitute_closed' as const;

/** An offer of other goods: who pledged answers until its date, then it is closed with what was accepted; until then its supplier may take it back. Its mover is `moveSubstitute`. */
export const SUBSTITUTE = defineMachine({
  name: 'campaigns_substitute',
  states: SUBSTITUTE_STATUS_CODES,
  initial: 'open',
  actions: {
    offer: { from: [null], to: 'open' },
    close: { from: ['open'], to: 'closed', refusal: closed },
    withdraw: { from: ['open'], to: 'withdrawn', refusal: closed },
  },
});

export type SubstituteAction = ActionOf<typeof SUBSTITUTE>;
