import { TRANSFER_STATUS_CODES } from '@yigou/contracts';
import { type ActionOf, defineMachine } from '@yigou/kernel';

const closed = 'transfer_closed' as const;

/**
 * The voucher of a bank transfer: a unit submits it and may withdraw it, the supplier confirms that the money came or sends it back; then another may be submitted. One of an
 * order that was paid online meanwhile has lapsed. Its mover is `moveTransfer`.
 */
export const TRANSFER = defineMachine({
  name: 'purchasing_transfer',
  states: TRANSFER_STATUS_CODES,
  initial: 'submitted',
  actions: {
    submit: { from: [null], to: 'submitted' },
    confirm: { from: ['submitted'], to: 'confirmed', refusal: closed },
    return: { from: ['submitted'], to: 'returned', refusal: closed },
    withdraw: { from: ['submitted'], to: 'withdrawn', refusal: closed },
    lapse: { from: ['submitted'], to: 'lapsed', refusal: closed },
  },
});

export type TransferAction = ActionOf<typeof TRANSFER>;
