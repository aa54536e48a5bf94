import { FINDING_STATUS_CODES } from '@yigou/contracts';
import { type ActionOf, defineMachine } from '@yigou/kernel';

const closed = 'finding_closed' as const;

/**
 * What the fraud watch found (异常线索): somebody who supervises confirms it or dismisses it with a reason. What was dismissed may be looked into again, by whoever
 * stands above who dismissed it. Its mover is `moveFinding`.
 */
export const FINDING = defineMachine({
  name: 'oversight_finding',
  states: FINDING_STATUS_CODES,
  initial: 'open',
  actions: {
    find: { from: [null], to: 'open' },
    confirm: { from: ['open'], to: 'confirmed', refusal: closed },
    dismiss: { from: ['open'], to: 'dismissed', refusal: closed },
    reopen: { from: ['dismissed'], to: 'open', refusal: closed },
  },
});

export type FindingAction = ActionOf<typeof FINDING>;
