import type { OrderView } from '@yigou/contracts';
import type { ApiClient } from '@yigou/web-data';
import { formatMoney } from '../shared/format';
import { type FormConfig, sendsTo } from '../shared/form-dialog/form';
import { parseYuan, yuanText } from '../shared/typed-amounts';

/** Takes it as it is afterwards. */
type Done = (order: OrderView) => void;
const params = ({ id }: OrderView) => ({ params: { id } });

/** What the supplier of a unit's order may do before it is a contract: dialogs as data. */
export const freightForm = (api: ApiClient, order: OrderView, done: Done): FormConfig => ({
  heading: '修改运费',
  testId: 'freight',
  intro: '签署前可以调整运费，买家会收到通知。签署后不能再改。',
  fields: [{ key: 'freight', label: '运费（元）', kind: 'text', max: 12, initial: yuanText(order.freightFen) }],
  check: (values) => (parseYuan(values.text('freight')) === null ? { freight: '请填写金额，最多两位小数' } : {}),
  action: '修改运费',
  ...sendsTo(
    'changeFreight',
    (values) => ({ freightFen: parseYuan(values.text('freight')) ?? 0 }),
    async ({ body }) => {
      done(await api.call('changeFreight', { ...params(order), body }));
      return '运费已修改，买家会收到通知。';
    },
    { freightFen: 'freight' },
  ),
});

export const signForm = (api: ApiClient, order: OrderView, done: Done): FormConfig => ({
  heading: '签署合同',
  testId: 'sign',
  intro: `您代表本单位与“${order.unitName}”签署订单 ${order.number} 的采购合同，合计 ${formatMoney(order.totalFen)}（含运费 ${formatMoney(order.freightFen)}）。签署后内容和运费都不能再改。`,
  fields: [],
  action: '签署合同',
  ...sendsTo(
    'signOrder',
    () => ({ totalFen: order.totalFen }),
    async (sent) => {
      done(await api.call('signOrder', { ...params(order), ...sent }));
      return '合同已签署，等待买家付款。';
    },
  ),
});

export const declineForm = (api: ApiClient, order: OrderView, done: Done): FormConfig => ({
  heading: '拒绝签署',
  testId: 'decline',
  intro: '拒绝后订单关闭，库存释放，买家会收到通知和原因。',
  fields: [
    {
      key: 'reason',
      label: '原因',
      kind: 'area',
      max: 200,
      quick: ['产品缺货', '不能按要求的日期送达', '收货地址送不到'],
    },
  ],
  danger: true,
  action: '拒绝签署 1 个订单',
  ...sendsTo(
    'declineOrder',
    (values) => ({ reason: values.text('reason') }),
    async (sent) => {
      done(await api.call('declineOrder', { ...params(order), ...sent }));
      return '已拒绝签署，买家会收到通知。';
    },
  ),
});
