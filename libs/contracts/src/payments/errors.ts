import { error } from '../error';

export const PAYMENTS_ERRORS = {
  payment_unavailable: error(503, '支付服务暂时不可用，订单已保留，请稍后在订单中继续支付。'),
  refund_exceeds_payment: error(409, '退款金额超过可退金额。'),
} as const;
