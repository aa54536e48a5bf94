import { keys } from '../closed-list';
import { byFinance, national, type PolicyAuthority } from '../policy-authority';

export const ORDER_STATUSES = {
  to_sign: '待签署',
  pending_payment: '待付款',
  to_ship: '待发货',
  part_shipped: '部分发货',
  shipped: '待收货',
  payable: '验收待付款',
  completed: '已完成',
  cancelled: '已取消',
  expired: '超时关闭',
} as const;
export const ORDER_STATUS_CODES = keys(ORDER_STATUSES);
export type OrderStatus = keyof typeof ORDER_STATUSES;

/** From what an order came about where nobody put it into a cart. */
export const ORDER_ORIGINS = { campaign: '团购订单', donation: '捐赠订单' } as const;
export const ORDER_ORIGIN_CODES = keys(ORDER_ORIGINS);
export type OrderOrigin = keyof typeof ORDER_ORIGINS;

/** When a unit pays what it ordered: before it is sent, or after two of its people accepted it (R22). Anybody else pays before. */
export const PAYMENT_TERMS = { prepaid: '先款后货', on_acceptance: '先货后款' } as const;
export const PAYMENT_TERM_CODES = keys(PAYMENT_TERMS);
export type PaymentTerm = keyof typeof PAYMENT_TERMS;

/** Hours after payment at which an order that nobody shipped is late. */
export const SHIP_WITHIN_HOURS = 48;
/** What can be wrong with an order. */
export const ORDER_TROUBLES = {
  late: `付款超过 ${SHIP_WITHIN_HOURS} 小时未发货`,
  disputed: '付款争议中',
  supplier_gone: '供应商已退出、须限期发货',
  refund_failed: '退款失败',
  parcel_exception: '包裹物流异常',
} as const;
export const ORDER_TROUBLE_CODES = keys(ORDER_TROUBLES);
export type OrderTrouble = keyof typeof ORDER_TROUBLES;

/** What becomes of an open order when its supplier leaves the platform (退出、清退、列入黑名单). */
export const OPEN_ORDER_FATES = {
  closes: '没有付款，自动关闭',
  waits: '等付款结果：付了款的限期发货，没付的到期关闭',
  dated: '须限期发货，逾期自动退款',
  goes_on: '已发货或已验收，照常办完',
} as const;
export const OPEN_ORDER_FATE_CODES = keys(OPEN_ORDER_FATES);
export type OpenOrderFate = keyof typeof OPEN_ORDER_FATES;

export const ORDERS_AUDIT_ACTIONS = {
  'orders.delivery_point_saved': '保存收货点',
  'orders.cancelled': '取消订单',
  'orders.received': '确认收货',
  'orders.rest_ended': '结束未发部分',
  'orders.freight_changed': '修改运费',
  'orders.signed': '签署合同',
  'orders.declined': '拒绝签署合同',
  'orders.payment_extended': '延长付款期',
  'orders.terms_changed': '设置先货后款',
} as const;

export const ORDERS_POLICIES = {
  'order.payment_minutes': '订单付款时限（分钟）',
  'order.unpaid_per_person': '一人同时未付款订单的上限（笔）',
  'order.unpaid_per_address': '同一网络地址同时未付款订单的上限（笔）',
  'order.unpaid_stock_bp': '一人未付款最多占一种商品库存的比例',
  'order.unpaid_free_pieces': '一人未付款不受库存比例限制的件数（件）',
  'order.carts_per_address': '同一网络地址每小时新建访客购物车的上限（个）',
  'order.auto_confirm_days': '自动确认收货（天）',
  'order.wind_up_days': '供应商退出后已付款订单的发货期限（天）',
  'order.unit_accept_days': '单位验收时限（天）',
  'order.sign_days': '供应商签署合同时限（天）',
  'order.unit_payment_days': '单位订单付款时限（天）',
  'order.unit_extension_days': '单位订单付款延长（天）',
  'order.on_acceptance': '单位可以先货后款',
  'order.on_acceptance_days': '先货后款付款时限（天）',
  'order.arrears_lock': '逾期未付款的单位不能再下单',
} as const;
export const ORDERS_POLICY_CODES = keys(ORDERS_POLICIES);

/** Who sets them, and how far. */
export const ORDERS_POLICY_AUTHORITY = {
  'order.payment_minutes': national,
  'order.unpaid_per_person': national,
  'order.unpaid_per_address': national,
  'order.unpaid_stock_bp': national,
  'order.unpaid_free_pieces': national,
  'order.carts_per_address': national,
  'order.auto_confirm_days': national,
  'order.wind_up_days': national,
  'order.unit_accept_days': national,
  'order.sign_days': byFinance('lower'),
  'order.unit_payment_days': byFinance('lower'),
  'order.unit_extension_days': byFinance('lower'),
  'order.on_acceptance': byFinance(null),
  'order.on_acceptance_days': byFinance('lower'),
  'order.arrears_lock': byFinance('higher', true),
} as const satisfies Record<keyof typeof ORDERS_POLICIES, PolicyAuthority>;

/** What notices of this context are about. */
export const ORDERS_NOTICE_KINDS = { order: '订单与合同', refund: '退款' } as const;

/** What a line of an order is sold for; amounts in fen, quantities in pieces. */
export interface PricedOrderLine {
  readonly priceFen: number;
  readonly quantity: number;
  readonly discountFen: number;
  /** Pieces that were ended before. */
  readonly endedQuantity: number;
  /** Pieces that a unit did not accept. */
  readonly refusedQuantity: number;
}

/**
 * What is to be paid for an order after acceptance, in fen: what was ordered, less what was not sent or not accepted. The one place that says so; what is billed otherwise than by
 * piece has its difference in `endedFen` too.
 */
export const amountDueFen = ({
  totalFen,
  endedFen,
}: {
  readonly totalFen: number;
  readonly endedFen: number;
}): number => totalFen - endedFen;

/**
 * What goes back when so many more pieces of a line are no longer sent, or not accepted by a unit: their price less their share of the line's discount. Kept and ended pieces share the discount
 * by largest remainder, so that ending pieces in several goes gives back the same as in one.
 */
export function restRefundFen(line: PricedOrderLine, pieces: number): number {
  const share = (ended: number) => Math.floor((2 * line.discountFen * ended + line.quantity) / (2 * line.quantity));
  const before = line.endedQuantity + line.refusedQuantity;
  return line.priceFen * pieces - (share(before + pieces) - share(before));
}
