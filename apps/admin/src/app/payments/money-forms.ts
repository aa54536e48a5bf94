import type { RouteResponse } from '@yigou/contracts';
import { CASE_ENDINGS, type CaseEnding } from '@yigou/contracts/labels';
import type { ApiClient } from '@yigou/web-data';
import { formatMoney } from '../shared/format';
import { type FormConfig, type FormField, sendsTo } from '../shared/form-dialog/form';

export type PaymentRow = RouteResponse<'listPayments'>['items'][number];
export type PaymentRefund = PaymentRow['refunds'][number];
type PaymentCase = NonNullable<PaymentRow['case']>;

/** What came, in its own currency. */
export const received = ({ received: amount, currency }: PaymentCase): string =>
  currency === 'cny' ? formatMoney(amount) : `${(amount / 100).toFixed(2)} ${currency.toUpperCase()}`;

/** What an ending does, with the amounts, before it is chosen. */
export function endingEffect(ending: string, what: PaymentCase): string {
  const came = `应付 ${formatMoney(what.expectedFen)}，到账 ${received(what)}。没有发货的订单已关闭，先货后款的订单已验收，等待处理。`;
  const effects: Readonly<Record<string, string>> = {
    refund: `${came}\n将把到账的 ${received(what)} 全部原路退回买家；已验收的订单可以重新付款。`,
    accept: `${came}\n到账的 ${received(what)} 将留下，不再退回；已关闭的订单不会恢复，已验收的订单按此结清。`,
  };
  return effects[ending] ?? `${came}\n请选择处理方式。处理后不能更改。`;
}

const reason = (quick: readonly string[]): FormField => ({
  key: 'reason',
  label: '理由',
  kind: 'area',
  max: 500,
  quick,
  hint: '写入资金账和操作日志，不能修改。',
});

/** The dialog that ends the case of a payment in quarantine. */
export function endCaseForm(api: ApiClient, row: PaymentRow, what: PaymentCase): FormConfig {
  return {
    heading: '处理异常款项',
    testId: 'payment-case',
    intro: (values) => endingEffect(values.text('ending'), what),
    fields: [
      { key: 'ending', label: '处理方式', kind: 'choice', options: CASE_ENDINGS },
      reason(['已与渠道对账，金额确有差异', '已与买家联系，同意退回', '差额已线下补足']),
    ],
    action: (values) =>
      values.text('ending') === 'accept' ? `接受到账的 ${received(what)}` : `退回 ${received(what)}`,
    danger: true,
    ...sendsTo(
      'endPaymentCase',
      (values) => ({ ending: values.text('ending') as CaseEnding, reason: values.text('reason') }),
      async (sent) => {
        await api.call('endPaymentCase', { params: { id: row.id }, ...sent });
        return sent.body.ending === 'refund' ? '已发起退款，进度见本页。' : '已接受到账金额。';
      },
    ),
  };
}

/** The dialog that has a failed refund tried again. */
export function retryRefundForm(api: ApiClient, refund: PaymentRefund): FormConfig {
  return {
    heading: '重新发起退款',
    testId: 'refund-retry',
    intro: `退款 ${formatMoney(refund.amountFen)} 第 ${refund.tryNo} 次没有成功。将再次向渠道发起，金额不变，不会重复退。`,
    fields: [reason(['已与渠道核实，可以重试', '买家账户已恢复'])],
    action: `重新退款 ${formatMoney(refund.amountFen)}`,
    ...sendsTo(
      'retryRefund',
      (values) => ({ reason: values.text('reason') }),
      async (sent) => {
        await api.call('retryRefund', { params: { id: refund.id }, ...sent });
        return '已重新发起退款。';
      },
    ),
  };
}
