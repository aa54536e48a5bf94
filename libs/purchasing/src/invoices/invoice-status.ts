import { INVOICE_STATUS_CODES } from '@yigou/contracts';
import { type ActionOf, defineMachine } from '@yigou/kernel';

const closed = 'invoice_closed' as const;

/**
 * An invoice (发票): the supplier records it, the unit marks it as received or objects. One that was issued wrongly is red-lettered (红冲), one that was recorded wrongly
 * is withdrawn; what is received is only ever red-lettered. Its mover is `moveInvoice`.
 */
export const INVOICE = defineMachine({
  name: 'purchasing_invoice',
  states: INVOICE_STATUS_CODES,
  initial: 'recorded',
  actions: {
    record: { from: [null], to: 'recorded' },
    receive: { from: ['recorded', 'objected'], to: 'received', refusal: closed },
    object: { from: ['recorded'], to: 'objected', refusal: closed },
    red_letter: { from: ['recorded', 'received', 'objected'], to: 'red_lettered', refusal: closed },
    withdraw: { from: ['recorded', 'objected'], to: 'withdrawn', refusal: closed },
  },
});

export type InvoiceAction = ActionOf<typeof INVOICE>;
