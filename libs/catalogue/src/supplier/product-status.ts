import { PRODUCT_STATUS_CODES } from '@yigou/contracts';
import { defineMachine } from '@yigou/kernel';

/** A product is never deleted: what is off the shelves may come back. Its history is the audit trail. Its mover is `moveProduct`. */
export const PRODUCT = defineMachine({
  name: 'product',
  states: PRODUCT_STATUS_CODES,
  initial: 'draft',
  actions: {
    create: { from: [null], to: 'draft' },
    import: { from: [null], to: 'listed' },
    publish: { from: ['draft', 'withdrawn'], to: 'listed' },
    withdraw: { from: ['listed'], to: 'withdrawn' },
  },
});
