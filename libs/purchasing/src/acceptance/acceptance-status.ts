import { ACCEPTANCE_STATUS_CODES } from '@yigou/contracts';
import { type ActionOf, defineMachine } from '@yigou/kernel';

const closed = 'acceptance_closed' as const;

/**
 * An acceptance sheet (验收单): one person signs it, another confirms it or sends it back; then a new one is written. One that nobody confirmed before the order was
 * finished has lapsed. Its mover is `moveAcceptance`.
 */
export const ACCEPTANCE = defineMachine({
  name: 'purchasing_acceptance',
  states: ACCEPTANCE_STATUS_CODES,
  initial: 'signed',
  actions: {
    sign: { from: [null], to: 'signed' },
    confirm: { from: ['signed'], to: 'confirmed', refusal: closed },
    return: { from: ['signed'], to: 'returned', refusal: closed },
    lapse: { from: ['signed'], to: 'lapsed', refusal: closed },
  },
});

export type AcceptanceAction = ActionOf<typeof ACCEPTANCE>;
