import { PLEDGE_STATUS_CODES } from '@yigou/contracts';
import { type ActionOf, defineMachine } from '@yigou/kernel';

/** Shares that somebody takes: held while they are to be paid, counted when they are. Its mover is `movePledges`. */
export const PLEDGE = defineMachine({
  name: 'campaigns_pledge',
  states: PLEDGE_STATUS_CODES,
  initial: 'pending',
  actions: {
    join: { from: [null], to: 'pending' },
    pay: { from: ['pending'], to: 'paid' },
    expire: { from: ['pending'], to: 'expired' },
    /** Before it was paid, … */
    leave: { from: ['pending'], to: 'cancelled', refusal: 'pledge_closed' },
    /** … or after, while the campaign recruits, 冷静期. */
    withdraw: { from: ['paid'], to: 'withdrawn', refusal: 'pledge_closed' },
    confirm: { from: ['paid'], to: 'confirmed' },
    /** The campaign succeeded, and the deposit alone was paid, 待付尾款; … */
    call_balance: { from: ['paid'], to: 'balance_due' },
    pay_balance: { from: ['balance_due'], to: 'confirmed' },
    /** … not paid in time: the deposit is the suppliers’, 定金罚则. */
    forfeit: { from: ['balance_due'], to: 'forfeited' },
    /** The campaign failed or was cancelled: all of it goes back. */
    refund: { from: ['paid', 'balance_due', 'confirmed'], to: 'refunded' },
    hand_out: { from: ['confirmed'], to: 'done', refusal: 'pledge_closed' },
  },
});

export type PledgeAction = ActionOf<typeof PLEDGE>;
