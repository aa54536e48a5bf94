import { AFTERSALES_STATUS_CODES } from '@yigou/contracts';
import { type ActionOf, defineMachine } from '@yigou/kernel';

const refusal = 'aftersales_moved';
/**
 * An after-sales case, 售后 (domain §3e): 申请 → 商家处理 → 退货 → 退款 | 驳回 → 平台介入 → 结案. Nobody's silence holds it up: each state has its time, and what becomes of it then. A refund that fails
 * after it went takes the case back to where its money is awaited. Its mover is `move-cases.ts`.
 */
export const CASE = defineMachine({
  name: 'aftersales_case',
  states: AFTERSALES_STATUS_CODES,
  initial: 'applied',
  actions: {
    apply: { from: [null], to: 'applied' },
    /** The goods are to come back first, or the money goes at once. */
    agree: { from: ['applied'], to: ['returning', 'refunding'], refusal },
    /** Before anything was sent back, or since something else came. */
    refuse: { from: ['applied', 'sent_back'], to: 'refused', refusal },
    send_back: { from: ['returning'], to: 'sent_back', refusal },
    receive: { from: ['sent_back'], to: 'refunding', refusal },
    withdraw: { from: ['applied', 'returning', 'refused', 'intervening'], to: 'closed', refusal },
    lapse: { from: ['returning', 'refused'], to: 'closed', refusal },
    escalate: { from: ['refused'], to: 'intervening', refusal },
    grant: { from: ['intervening'], to: ['returning', 'refunding'], refusal },
    deny: { from: ['intervening'], to: 'closed', refusal },
    pay: { from: ['refunding'], to: 'refunded', refusal },
    fail: { from: ['refunded'], to: 'refunding', refusal },
  },
});

export type CaseAction = ActionOf<typeof CASE>;
