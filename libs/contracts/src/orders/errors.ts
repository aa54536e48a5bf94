import { error } from '../error';

export const ORDERS_ERRORS = {
  price_changed: error(409, '有商品价格发生变化，请确认最新价格后再下单。'),
  cart_empty: error(409, '没有可结算的商品，请先加入购物车。'),
  cart_full: error(409, '购物车最多放 100 种商品，请先清理。'),
  carts_from_address: error(409, '您所在的网络新建的购物车太多，请登录后再加入购物车，或者一小时后再试。'),
  unpaid_checkouts: error(409, '您还没有付款的订单太多，请先付款或取消其中一些，再提交新订单。'),
  unpaid_from_address: error(409, '您所在的网络还没有付款的订单太多，请先付款或取消其中一些，或者稍后再试。'),
  unpaid_share_of_stock: error(
    409,
    '一个人在付款之前最多占用一种商品的一部分库存，请减少件数，或者先付款、取消您还没有付款的订单。',
  ),
  address_limit: error(409, '最多保存 50 个地址，请先删除不用的地址。'),
  delivery_point_limit: error(409, '最多登记 100 个收货点，不再用的请改名改地址后继续用。'),
  delivery_point_exists: error(409, '本单位已有同名的收货点，请换一个名称。'),
  order_not_cancellable: error(409, '订单当前状态不能取消。'),
  order_not_receivable: error(409, '订单尚未发货完毕，不能确认收货。'),
  order_signed_by_recipient: error(409, '捐赠的货物由受赠单位清点签收，签收后这里会更新。'),
  order_needs_acceptance: error(409, '单位订单由两名验收人验收，请在管理后台“采购—验收”中登记。'),
  order_not_acceptable: error(409, '订单当前没有可以验收的货物，请刷新后查看。'),
  acceptance_exceeds_shipped: error(409, '验收数量超过已发货、尚未验收的数量，请刷新后重新填写。'),
  order_rest_not_endable: error(409, '只有部分发货的订单可以结束未发部分，请刷新后查看订单状态。'),
  rest_exceeds_order: error(409, '结束的数量超过尚未发货的数量，请刷新后重新填写。'),
  order_money_not_there: error(409, '该订单的货款没有按应付金额到账，不能在这里退款，请联系平台财务核查。'),
  order_not_packable: error(409, '买家付款以后才能打印送货单。'),
  order_not_signable: error(409, '合同已签署、已拒绝或已超过签署期限，请刷新后查看订单状态。'),
  order_not_extendable: error(
    409,
    '该订单不能延长付款期：只有签署后尚未付款、未延长过且没有到期的单位订单可以延长一次。',
  ),
  order_not_transferable: error(
    409,
    '只有供应商已签署、尚未付款的单位订单可以登记转账。已经汇出的，请联系供应商确认或退回。',
  ),
  payment_terms_not_granted: error(
    409,
    '不能先货后款：所在地区没有开放，或者订单中有供应商不接受。请改选先款后货，或把不接受的供应商分开下单。',
  ),
  unit_in_arrears: error(409, '本单位有逾期未付款的订单，付清或登记转账凭证后才能再下单。'),
  checkout_not_payable: error(409, '该订单已支付、已关闭或还不到付款的时候，不能支付。'),
} as const;
