import { error } from '../error';

export const PAYMENTS_ERRORS = {
  checkout_too_large: error(409, '本次结算超过支付渠道的单笔上限，请减少商品，分几次下单。'),
  payment_by_transfer: error(409, '已登记对公转账，正在等供应商确认到账。供应商退回或单位撤回后，可以改用线上支付。'),
  online_payment_open: error(409, '订单还有一笔线上支付没有关闭，为避免重复收款，请过几分钟再确认。'),
  order_paid_otherwise: error(
    409,
    '这个订单已经通过线上支付付款，不能再确认转账。请退回凭证；如果也收到了汇款，请联系单位退回。',
  ),
  payment_refused: error(409, '支付渠道不接受这笔支付，没有扣款。请取消订单后重新下单，或联系客服。'),
  payment_unavailable: error(503, '支付服务暂时不可用，订单已保留，请稍后在订单中继续支付。'),
  payment_disputed: error(409, '买家的付款正在争议中，暂不能发货。请配合平台提供发货、签收等材料，争议结束后再发货。'),
  payment_gone_back: error(409, '货款已在支付渠道全部退回买家，不能再发货。请联系平台确认后处理订单。'),
  pool_dissolved: error(409, '合并支付已经终止，款项正在退回，不能再归集。'),
  pool_overfunded: error(409, '加入的款项超过合并支付的应付金额，没有归集。请核对各笔认购的金额后重试。'),
  refund_exceeds_payment: error(409, '退款金额超过可退金额。'),
} as const;
