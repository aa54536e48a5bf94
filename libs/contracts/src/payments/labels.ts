import { keys } from '../closed-list';

export const PAYMENT_STATUSES = {
  pending: '待支付',
  paid: '已支付',
  failed: '支付失败',
  cancelled: '已关闭',
  quarantined: '金额异常待核查',
} as const;
export const PAYMENT_STATUS_CODES = keys(PAYMENT_STATUSES);
export type PaymentStatus = keyof typeof PAYMENT_STATUSES;

export const REFUND_STATUSES = {
  pending: '待退款',
  submitted: '退款中',
  succeeded: '已退款',
  failed: '退款失败',
} as const;
export const REFUND_STATUS_CODES = keys(REFUND_STATUSES);
export type RefundStatus = keyof typeof REFUND_STATUSES;
