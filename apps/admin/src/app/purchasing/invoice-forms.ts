import type { RouteResponse } from '@yigou/contracts';
import { INVOICE_ACTIONS } from '@yigou/contracts/labels';
import type { ApiClient } from '@yigou/web-data';
import { type FormConfig, sendsTo } from '../shared/form-dialog/form';
import type { HistoryStep } from '../shared/step-history';

export type Invoice = RouteResponse<'getInvoice'>;
type Done = (invoice: Invoice) => void;
const params = ({ id }: Invoice) => ({ params: { id } });
const reason = (label: string, quick: readonly string[]) =>
  ({ key: 'reason', label, kind: 'area', max: 500, quick }) as const;

export const receiveForm = (api: ApiClient, one: Invoice, done: Done): FormConfig => ({
  heading: '核收发票',
  testId: 'invoice-receive',
  intro: `确认发票 ${one.number} 的抬头、金额和品名与采购一致。核收后不能退回，有误只能由供应商红冲。`,
  fields: [],
  action: '核收',
  contract: null,
  send: async () => {
    done(await api.call('receiveInvoice', params(one)));
    return '发票已核收。';
  },
});

export const objectForm = (api: ApiClient, one: Invoice, done: Done): FormConfig => ({
  heading: '对发票提出异议',
  testId: 'invoice-object',
  intro: '供应商会看到原因，更正后重新登记。',
  fields: [reason('异议原因', ['抬头或税号不对', '金额与订单不符', '品名与采购不符', '不能查验'])],
  action: '提出异议',
  ...sendsTo(
    'objectInvoice',
    (values) => ({ reason: values.text('reason') }),
    async (sent) => {
      done(await api.call('objectInvoice', { ...params(one), ...sent }));
      return '已提出异议。';
    },
  ),
});

export const redLetterForm = (api: ApiClient, one: Invoice, done: Done): FormConfig => ({
  heading: '登记红冲',
  testId: 'invoice-red-letter',
  intro: `先在税务平台开出红字发票，再在这里登记。红冲后这些订单可以重新开票，号码 ${one.number} 不能再用。`,
  fields: [
    { key: 'redNumber', label: '红字发票号码', kind: 'text', max: 20 },
    reason('红冲原因', ['开票有误', '销货退回', '销售折让']),
  ],
  danger: true,
  action: '登记红冲',
  ...sendsTo(
    'redLetterInvoice',
    (values) => ({ redNumber: values.text('redNumber'), reason: values.text('reason') }),
    async (sent) => {
      done(await api.call('redLetterInvoice', { ...params(one), ...sent }));
      return '已登记红冲，订单可以重新开票。';
    },
  ),
});

export const withdrawForm = (api: ApiClient, one: Invoice, done: Done): FormConfig => ({
  heading: '撤销登记',
  testId: 'invoice-withdraw',
  intro: '只用于登记时填错：撤销后号码和订单都可以重新登记。发票本身开错，请用“登记红冲”。',
  fields: [reason('撤销原因', ['选错订单', '上传错文件', '号码填错'])],
  danger: true,
  action: '撤销登记',
  ...sendsTo(
    'withdrawInvoice',
    (values) => ({ reason: values.text('reason') }),
    async (sent) => {
      done(await api.call('withdrawInvoice', { ...params(one), ...sent }));
      return '已撤销登记。';
    },
  ),
});

export const stepsOf = ({ history }: Invoice): HistoryStep[] =>
  history.map(({ at, action, by, reason: text }) => ({
    at,
    title: INVOICE_ACTIONS[action],
    who: by,
    text,
    bad: action !== 'record' && action !== 'receive',
  }));
