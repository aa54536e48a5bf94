import { OBJECTION_STATUS_CODES } from '@yigou/contracts';
import { defineMachine } from '@yigou/kernel';

/** What somebody says against a published application, 公示异议: open until the county has examined it. Its mover is `move-objection.ts`. */
export const OBJECTION = defineMachine({
  name: 'objection',
  states: OBJECTION_STATUS_CODES,
  initial: 'open',
  actions: {
    file: { from: [null], to: 'open' },
    uphold: { from: ['open'], to: 'upheld', refusal: 'already_decided' },
    reject: { from: ['open'], to: 'rejected', refusal: 'already_decided' },
  },
});
