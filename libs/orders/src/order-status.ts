import type { OrderStatus } from '@yigou/contracts';
import type { TransitionTable } from '@yigou/kernel';

/**
 * The public order, domain §3e: 待付款 → 待发货 → (部分发货) → 待收货 → 完成; 取消 before anything shipped, 超时关闭 when unpaid.
 */
export const ORDER_TRANSITIONS = {
  pending_payment: ['to_ship', 'cancelled', 'expired'],
  to_ship: ['part_shipped', 'shipped', 'cancelled'],
  part_shipped: ['part_shipped', 'shipped'],
  shipped: ['completed'],
  completed: [],
  cancelled: [],
  expired: [],
} as const satisfies TransitionTable<OrderStatus>;

export const SHIPPABLE: readonly OrderStatus[] = ['to_ship', 'part_shipped'];

/** What the buyer and the supplier may do in a state; the screens show these buttons and no others. */
export function allowedActions(status: OrderStatus): {
  pay: boolean;
  cancel: boolean;
  confirm: boolean;
  ship: boolean;
} {
  return {
    pay: status === 'pending_payment',
    cancel: status === 'pending_payment' || status === 'to_ship',
    confirm: status === 'shipped',
    ship: SHIPPABLE.includes(status),
  };
}
