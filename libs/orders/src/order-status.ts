import { ORDER_STATUS_CODES, type OrderOrigin, type OrderStatus } from '@yigou/contracts';
import { type ActionOf, defineMachine } from '@yigou/kernel';

/**
 * The public order, domain §3e: 待付款 → 待发货 → (部分发货) → 待收货 → 完成; 取消 before anything shipped, 超时关闭 when unpaid. What a budget unit orders waits for the
 * supplier's signature before (待签署, R23), who may change the freight until then, and its time to pay may be put off once (R22). What it pays after acceptance
 * (先货后款) goes to be shipped when it is signed, and waits for its money (验收待付款) before it is finished (R7). Its mover is `moveOrders`.
 */
export const ORDER = defineMachine({
  name: 'order',
  states: ORDER_STATUS_CODES,
  initial: 'pending_payment',
  actions: {
    place: { from: [null], to: ['pending_payment', 'to_sign'] },
    change_freight: { from: ['to_sign'], to: 'to_sign', refusal: 'order_not_signable' },
    sign: { from: ['to_sign'], to: ['pending_payment', 'to_ship'], refusal: 'order_not_signable' },
    decline: { from: ['to_sign'], to: 'cancelled', refusal: 'order_not_signable' },
    extend: { from: ['pending_payment'], to: 'pending_payment', refusal: 'order_not_extendable' },
    pay: { from: ['pending_payment'], to: 'to_ship' },
    /** What was accepted before is paid, and the order finished. */
    settle: { from: ['payable'], to: 'completed' },
    cancel: { from: ['to_sign', 'pending_payment', 'to_ship'], to: 'cancelled', refusal: 'order_not_cancellable' },
    expire: { from: ['to_sign', 'pending_payment'], to: 'expired' },
    /** Part of it, or what was left. */
    ship: { from: ['to_ship', 'part_shipped'], to: ['part_shipped', 'shipped'], refusal: 'order_not_shippable' },
    /** What is not shipped is not sent any more: some of it, or all. */
    end_rest: { from: ['part_shipped'], to: ['part_shipped', 'shipped'], refusal: 'order_rest_not_endable' },
    receive: { from: ['shipped'], to: ['payable', 'completed'], refusal: 'order_not_receivable' },
    /** Of a budget unit, by two of its people: a parcel while more is to come, … */
    accept_part: { from: ['part_shipped'], to: 'part_shipped', refusal: 'order_not_acceptable' },
    /** … or of all that was sent some, or what was left. */
    accept: { from: ['shipped'], to: ['shipped', 'payable', 'completed'], refusal: 'order_not_acceptable' },
  },
});

export type OrderAction = ActionOf<typeof ORDER>;

/** Whether an order in this state waits for its money, before it is sent or after it was accepted. */
export const awaitsMoney = (status: OrderStatus): boolean => ORDER.can(status, 'pay') || ORDER.can(status, 'settle');

/** What the buyer and the supplier may do in a state; the screens show these buttons and no others. What a unit ordered is accepted by two people instead of received, a donation is signed for by who gets it. */
export function allowedActions({
  status,
  forUnit,
  origin,
}: {
  readonly status: OrderStatus;
  readonly forUnit: boolean;
  readonly origin: OrderOrigin | null;
}): {
  pay: boolean;
  cancel: boolean;
  confirm: boolean;
  ship: boolean;
  endRest: boolean;
  sign: boolean;
  extend: boolean;
} {
  return {
    pay: awaitsMoney(status),
    cancel: ORDER.can(status, 'cancel'),
    confirm: !forUnit && origin !== 'donation' && ORDER.can(status, 'receive'),
    ship: ORDER.can(status, 'ship'),
    endRest: ORDER.can(status, 'end_rest'),
    sign: ORDER.can(status, 'sign'),
    extend: ORDER.can(status, 'extend'),
  };
}
