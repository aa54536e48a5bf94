import { FILING_STATUS_CODES } from '@yigou/contracts';
import { type ActionOf, defineMachine } from '@yigou/kernel';

/**
 * A version of a unit's yearly share, domain §3c: 填写中 → 待主管单位审核 → 待财政部门确认 → 执行中 → 年终完成 | 未完成; 退回重填 from both looks (R6). A unit that nobody
 * supervises goes to finance at once. A change during the year is a version of its own; the one in force holds until that is confirmed.
 */
export const FILING = defineMachine({
  name: 'share_filing',
  states: FILING_STATUS_CODES,
  initial: 'draft',
  actions: {
    begin: { from: [null], to: 'draft' },
    file: { from: ['draft', 'returned'], to: ['submitted', 'reviewed'], refusal: 'filing_closed' },
    withdraw: { from: ['submitted'], to: 'draft', refusal: 'filing_closed' },
    approve: { from: ['submitted'], to: 'reviewed', refusal: 'filing_closed' },
    confirm: { from: ['reviewed'], to: 'in_force', refusal: 'filing_closed' },
    return: { from: ['submitted', 'reviewed'], to: 'returned', refusal: 'filing_closed' },
    // Also when the year is over: a correction that finance confirms afterwards is closed anew.
    supersede: { from: ['in_force', 'fulfilled', 'unfulfilled'], to: 'superseded' },
    close_year: { from: ['in_force'], to: ['fulfilled', 'unfulfilled'] },
    // The unit was merged or abolished (R12): nobody can pass on what it has not in force.
    lapse: { from: ['draft', 'submitted', 'reviewed', 'returned'], to: 'discarded' },
    discard: { from: ['draft', 'returned'], to: 'discarded', refusal: 'filing_closed' },
  },
});

export type FilingAction = ActionOf<typeof FILING>;
