import { APPEAL_STATUS_CODES } from '@yigou/contracts';
import { type ActionOf, defineMachine } from '@yigou/kernel';

/** An appeal, 申诉, of either instance: it waits until it is decided, whatever becomes meanwhile of what it is against. Its mover is `move-appeal.ts`. */
export const APPEAL = defineMachine({
  name: 'appeal',
  states: APPEAL_STATUS_CODES,
  initial: 'open',
  actions: {
    file: { from: [null], to: 'open' },
    uphold: { from: ['open'], to: 'upheld', refusal: 'already_decided' },
    reject: { from: ['open'], to: 'rejected', refusal: 'already_decided' },
  },
});
export type AppealAction = ActionOf<typeof APPEAL>;
