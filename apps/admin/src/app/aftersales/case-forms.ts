import type { AftersalesView, RouteBody } from '@yigou/contracts';
import type { ApiClient } from '@yigou/web-data';
import { formatMoney } from '../shared/format';
import { type FormConfig, sendsTo } from '../shared/form-dialog/form';
import { parseYuan, yuanText } from '../shared/typed-amounts';

const params = ({ id }: AftersalesView) => ({ params: { id } });

/** The supplier agrees: the money goes back at once, or the goods come first. */
export const agreeForm = (api: ApiClient, one: AftersalesView): FormConfig => {
  const returns = one.kind === 'return';
  return {
    heading: returns ? '同意退货' : '同意退款',
    testId: 'case-agree',
    intro: returns
      ? `同意后买家把 ${one.goods}×${one.pieces} 寄回，您收到并确认后退款 ${formatMoney(one.askedFen)}。`
      : `同意后立即退款 ${formatMoney(one.askedFen)}，从货款中扣减，不能撤回。`,
    fields: returns
      ? [{ key: 'returnTo', label: '退货地址', kind: 'area', max: 300, hint: '写明地址、收件人和电话。' }]
      : [],
    action: returns ? '同意退货' : `退款 ${formatMoney(one.askedFen)}`,
    ...sendsTo(
      'agreeAftersales',
      (values): RouteBody<'agreeAftersales'> => ({ returnTo: returns ? values.text('returnTo') : '' }),
      async (sent) => {
        await api.call('agreeAftersales', { ...params(one), ...sent });
        return returns ? '已同意，等待买家寄回。' : '已同意，款项原路退回买家。';
      },
    ),
  };
};

export const refuseForm = (api: ApiClient, one: AftersalesView): FormConfig => ({
  heading: '驳回',
  testId: 'case-refuse',
  intro: '驳回后买家可以申请平台介入，由主管部门裁定。',
  fields: [{ key: 'words', label: '驳回理由', kind: 'area', max: 500 }],
  danger: true,
  action: '驳回',
  ...sendsTo(
    'refuseAftersales',
    (values) => ({ words: values.text('words') }),
    async (sent) => {
      await api.call('refuseAftersales', { ...params(one), ...sent });
      return '已驳回，买家会收到通知。';
    },
  ),
});

export const receiveForm = (api: ApiClient, one: AftersalesView): FormConfig => ({
  heading: '确认收到退货',
  testId: 'case-receive',
  intro: `确认后立即退款 ${formatMoney(one.agreedFen ?? one.askedFen)}，不能撤回。`,
  fields: [
    {
      key: 'restocked',
      label: '可以再销售的件数',
      kind: 'number',
      initial: '0',
      hint: `共退回 ${one.pieces} 件，其余按报损处理`,
    },
  ],
  action: '确认收到并退款',
  ...sendsTo(
    'receiveAftersales',
    (values) => ({ restocked: values.number('restocked') }),
    async (sent) => {
      await api.call('receiveAftersales', { ...params(one), ...sent });
      return '已确认，款项原路退回买家。';
    },
  ),
});

/** An office decides between the two. */
export const decideForm = (api: ApiClient, one: AftersalesView): FormConfig => ({
  heading: '裁定售后',
  testId: 'case-decide',
  intro: (values) =>
    values.text('granted') === 'yes'
      ? one.kind === 'return' && one.waybill === null
        ? '买家先寄回商品，商家收到后退款。'
        : '裁定后立即退款，从商家货款中扣减，不能撤回。'
      : '裁定后双方会收到通知和理由，不能撤回。',
  fields: [
    { key: 'granted', label: '裁定', kind: 'choice', options: { yes: '支持退款', no: '不予退款' } },
    {
      key: 'amount',
      label: '退款金额（元）',
      kind: 'text',
      max: 14,
      initial: yuanText(one.askedFen),
      hint: `最多 ${formatMoney(one.mostFen)}`,
      shown: (values) => values.text('granted') === 'yes',
    },
    { key: 'words', label: '理由', kind: 'area', max: 500 },
  ],
  check: (values) =>
    values.text('granted') === 'yes' && parseYuan(values.text('amount')) === null
      ? { amount: '请填写金额，最多两位小数' }
      : {},
  action: '作出裁定',
  ...sendsTo(
    'decideAftersales',
    (values) => {
      const granted = values.text('granted') === 'yes';
      return { granted, amountFen: granted ? parseYuan(values.text('amount')) : null, words: values.text('words') };
    },
    async (sent) => {
      await api.call('decideAftersales', { ...params(one), ...sent });
      return '裁定已作出，双方会收到通知。';
    },
    { amountFen: 'amount' },
  ),
});
