import { RECALL_STATUS_CODES } from '@yigou/contracts';
import { type ActionOf, defineMachine } from '@yigou/kernel';

/**
 * A recall, 召回 (食品安全法 63 条; 食品召回管理办法): it is open until its supplier has reported, and closed when an office accepts the report or sent back to go on. Its mover is
 * `move-recalls.ts`.
 */
export const RECALL = defineMachine({
  name: 'recalls_recall',
  states: RECALL_STATUS_CODES,
  initial: 'open',
  actions: {
    open: { from: [null], to: 'open' },
    set_aside: { from: ['open'], to: 'open', refusal: 'recall_not_open' },
    report: { from: ['open'], to: 'reported', refusal: 'recall_not_open' },
    send_back: { from: ['reported'], to: 'open', refusal: 'recall_not_reported' },
    close: { from: ['reported'], to: 'closed', refusal: 'recall_not_reported' },
  },
});

export type RecallAction = ActionOf<typeof RECALL>;
