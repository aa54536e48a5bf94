import { SANCTION_STATUS_CODES } from '@yigou/contracts';
import { type ActionOf, defineMachine } from '@yigou/kernel';

/** A decision against a certificate or a supplier: in force until it is lifted, its term is over, or an appeal overturns it. Its mover is `move-sanction.ts`. */
export const SANCTION = defineMachine({
  name: 'sanction',
  states: SANCTION_STATUS_CODES,
  initial: 'in_force',
  actions: {
    impose: { from: [null], to: 'in_force' },
    lift: { from: ['in_force'], to: 'lifted' },
    end: { from: ['in_force'], to: 'ended' },
    overturn: { from: ['in_force'], to: 'overturned' },
  },
});
export type SanctionAction = ActionOf<typeof SANCTION>;
