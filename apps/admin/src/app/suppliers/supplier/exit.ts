import type { RouteBody } from '@yigou/contracts';
import { aboutOpenOrders } from '../../orders/about-open-orders';
import { type FormConfig, sendsTo } from '../../shared/form-dialog/form';

/** Leaving the platform: names what ends with it before it is done. */
export const exitConfig = (leave: (body: RouteBody<'exitSupplier'>) => Promise<string>): FormConfig => ({
  heading: '退出平台？',
  testId: 'exit',
  intro: [
    '退出后：',
    '· 所有产品立即下架，买家不能再下单；',
    '· 所有认定证书终止，不能恢复，以后要卖须重新申请；',
    '· 没有办完的认定申请一并撤回；',
    '· 未付款的订单自动关闭；',
    '· 已付款的订单须在限期内发货，逾期自动退款，买家会收到通知。',
  ].join('\n'),
  about: () => aboutOpenOrders(null),
  fields: [{ key: 'reason', label: '退出原因', kind: 'area', max: 500 }],
  action: '退出平台',
  danger: true,
  ...sendsTo(
    'exitSupplier',
    (values) => ({ reason: values.text('reason') }),
    ({ body }) => leave(body),
  ),
});
