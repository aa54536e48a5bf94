import { error } from '../error';

export const AFTERSALES_ERRORS = {
  aftersales_not_open: error(
    409,
    '这个订单现在不能申请售后：付款并收到货以后才能申请。团购和捐赠的货由收货点、受赠单位签收时登记。',
  ),
  aftersales_too_late: error(409, '已超过申请售后的期限。商品有质量或安全问题的，可以在订单里投诉举报。'),
  aftersales_exceeds_line: error(409, '件数超过这件商品已收到、还没有申请过售后的件数，请刷新后重新填写。'),
  aftersales_exceeds_paid: error(409, '退款金额超过这些商品实付的金额，请刷新后重新填写。'),
  aftersales_moved: error(409, '这件售后已经有了新的进展，请刷新后查看。'),
} as const;
