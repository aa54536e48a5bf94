import type { RouteResponse } from '@yigou/contracts';
import { TRANSFER_ACTIONS } from '@yigou/contracts/labels';
import type { ApiClient } from '@yigou/web-data';
import { formatMoney } from '../shared/format';
import { type FormConfig, type FormValues, sendsTo } from '../shared/form-dialog/form';
import type { HistoryStep } from '../shared/step-history';
import { parseYuan, yuanText } from '../shared/typed-amounts';

export type Payable = RouteResponse<'getPayable'>;
export type Transfer = RouteResponse<'getTransfer'>;
export type OwedRefund = RouteResponse<'listTransferRefunds'>['items'][number];

const params = ({ id }: { readonly id: string }) => ({ params: { id } });
const AMOUNT = '请填写金额，最多两位小数';
const amountOf = (values: FormValues): number => parseYuan(values.text('amount')) ?? -1;
const RECEIPT = [
  { key: 'paidOn', label: '汇款日期', kind: 'date', hint: '以银行回单为准。' },
  { key: 'vouchers', label: '银行回单', kind: 'evidence', max: 5, hint: 'PDF 或照片。' },
] as const;

/** The unit's finance says that it has paid. */
export const submitForm = (api: ApiClient, one: Payable, done: (now: Payable) => void): FormConfig => ({
  heading: '登记转账凭证',
  testId: 'transfer-submit',
  intro: `请先按页面上的账户汇款 ${formatMoney(one.totalFen)}，附言写 ${one.reference}，再登记回单。登记后不能再线上支付，供应商确认到账后订单进入待发货。`,
  fields: [
    { key: 'amount', label: '汇款金额（元）', kind: 'text', max: 14, initial: yuanText(one.totalFen) },
    ...RECEIPT,
    { key: 'remark', label: '备注', kind: 'text', max: 200, optional: true },
  ],
  check: (values) =>
    parseYuan(values.text('amount')) === null
      ? { amount: AMOUNT }
      : amountOf(values) === one.totalFen
        ? {}
        : { amount: `应与订单应付金额 ${formatMoney(one.totalFen)} 一致` },
  action: '登记凭证',
  ...sendsTo(
    'submitTransfer',
    (values) => ({
      amountFen: amountOf(values),
      paidOn: values.text('paidOn'),
      vouchers: values.fileIds('vouchers'),
      remark: values.text('remark'),
    }),
    async (sent) => {
      done(await api.call('submitTransfer', { ...params(one), ...sent }));
      return '已登记，等待供应商确认到账。';
    },
    { amountFen: 'amount' },
  ),
});

export const withdrawForm = (api: ApiClient, transferId: string, done: (now: Payable) => void): FormConfig => ({
  heading: '撤回转账凭证',
  testId: 'transfer-withdraw',
  intro: '撤回后可以重新登记，或改用线上支付。款项已经汇出的，请不要撤回，避免重复付款。',
  fields: [{ key: 'reason', label: '原因', kind: 'area', max: 500, quick: ['回单传错', '金额或日期填错', '没有汇出'] }],
  action: '撤回',
  danger: true,
  ...sendsTo(
    'withdrawTransfer',
    (values) => ({ reason: values.text('reason') }),
    async (sent) => {
      done(await api.call('withdrawTransfer', { params: { id: transferId }, ...sent }));
      return '已撤回。';
    },
  ),
});

/** The supplier says that the money came, as it reads in its own account. */
export const confirmForm = (api: ApiClient, one: Transfer, done: (now: Transfer) => void): FormConfig => ({
  heading: '确认到账',
  testId: 'transfer-confirm',
  intro:
    one.orderStatus === 'pending_payment' || one.orderStatus === 'payable'
      ? `请在银行账户中核对后填写实际到账金额。确认后订单${one.orderStatus === 'payable' ? '完成' : '进入待发货'}，不能撤销。`
      : '订单已经关闭。确认到账后，这笔款项登记为应转账退回单位，请在“转账退款”中办理。',
  fields: [{ key: 'amount', label: '实际到账金额（元）', kind: 'text', max: 14 }],
  check: (values) =>
    parseYuan(values.text('amount')) === null
      ? { amount: AMOUNT }
      : amountOf(values) === one.amountFen
        ? {}
        : { amount: `与凭证金额 ${formatMoney(one.amountFen)} 不一致，请退回凭证并写明到账金额` },
  action: '确认到账',
  ...sendsTo(
    'confirmTransfer',
    (values) => ({ receivedFen: amountOf(values) }),
    async (sent) => {
      const now = await api.call('confirmTransfer', { ...params(one), ...sent });
      done(now);
      return now.orderStatus === 'to_ship' ? '已确认到账，请安排发货。' : '已确认到账，请转账退回。';
    },
    { receivedFen: 'amount' },
  ),
});

export const returnForm = (api: ApiClient, one: Transfer, done: (now: Transfer) => void): FormConfig => ({
  heading: '退回转账凭证',
  testId: 'transfer-return',
  intro: '退回后单位可以重新登记，或改用线上支付。',
  fields: [
    {
      key: 'reason',
      label: '退回原因',
      kind: 'area',
      max: 500,
      quick: ['没有到账', '到账金额不符，实际到账        元', '回单看不清', '付款户名不是本单位'],
    },
  ],
  action: '退回',
  danger: true,
  ...sendsTo(
    'returnTransfer',
    (values) => ({ reason: values.text('reason') }),
    async (sent) => {
      done(await api.call('returnTransfer', { ...params(one), ...sent }));
      return '已退回，单位会收到通知和原因。';
    },
  ),
});

export const refundForm = (api: ApiClient, one: OwedRefund, done: () => void): FormConfig => ({
  heading: '登记转账退款',
  testId: 'transfer-refund',
  intro: `请先向${one.unitName}转账退回 ${formatMoney(one.amountFen)}（订单 ${one.orderNumber}），再登记回单。登记后不能修改。`,
  fields: [...RECEIPT],
  action: '登记退款',
  ...sendsTo(
    'sendTransferRefund',
    (values) => ({ paidOn: values.text('paidOn'), vouchers: values.fileIds('vouchers') }),
    async (sent) => {
      await api.call('sendTransferRefund', { ...params(one), ...sent });
      done();
      return '已登记，单位会收到通知。';
    },
  ),
});

export const transferSteps = ({ history }: Transfer): HistoryStep[] =>
  history.map(({ at, action, by, reason }) => ({
    at,
    title: TRANSFER_ACTIONS[action],
    who: by ?? '系统',
    text: reason,
    bad: action !== 'submit' && action !== 'confirm',
  }));
