import { keys } from '../closed-list';

export const PARCEL_STATUSES = {
  registered: '已登记',
  collected: '已揽收',
  in_transit: '运输中',
  out_for_delivery: '派送中',
  delivered: '已签收',
  exception: '异常',
} as const;
export const PARCEL_STATUS_CODES = keys(PARCEL_STATUSES);
export type ParcelStatus = keyof typeof PARCEL_STATUSES;

export const CARRIERS = {
  ems: '邮政EMS',
  sf: '顺丰速运',
  yto: '圆通速递',
  zto: '中通快递',
  jd: '京东物流',
  deppon: '德邦快递',
} as const;
export const CARRIER_CODES = keys(CARRIERS);
export type Carrier = keyof typeof CARRIERS;

export const LOGISTICS_NOTICE_KINDS = { parcel: '物流' } as const;

export const LOGISTICS_AUDIT_ACTIONS = {
  'logistics.shipped': '订单发货',
} as const;
