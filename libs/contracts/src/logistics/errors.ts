import { error } from '../error';

export const LOGISTICS_ERRORS = {
  order_not_shippable: error(409, '订单当前状态不能发货。'),
  shipment_exceeds_order: error(409, '发货数量超过订单剩余数量，请核对。'),
  waybill_taken: error(409, '该运单号已登记，请核对。'),
} as const;
