import { error } from '../error';

export const PAYMENTS_ERRORS = {
  checkout_too_large: error(409, '本次结算超过支付渠道的单笔上限，请减少商品，分几次下单。'),
  payment_refused: error(409, '支付渠道不接受这笔支付，没有扣款。请取消订单后重新下单，或联系客服。'),
  payment_unavailable: error(503, '支付服务暂时不可用，订单已保留，请稍后在订单中继续支付。'),
  refund_exceeds_payment: error(409, '退款金额超过可退金额。'),
} as const;
