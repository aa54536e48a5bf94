import type { RouteBody, RouteResponse } from '@yigou/contracts';
import { BANK_LINES_AT_ONCE } from '@yigou/contracts/labels';
import type { ApiClient } from '@yigou/web-data';
import { formatMoney } from '../../../shared/format';
import { type FormConfig, type FormField, sendsTo } from '../../../shared/form-dialog/form';

export type BankLine = RouteResponse<'getBankLine'>;
export type BankLineRow = RouteResponse<'listBankLines'>['items'][number];
type Suggestion = BankLine['suggestions'][number];

/** What speaks for it, and against it, in words. */
export function reasonsOf({ sameAmount, named, samePayer, amountFen }: Suggestion): string {
  const reasons = [
    ...(sameAmount ? ['金额一致'] : [`凭证金额 ${formatMoney(amountFen)}，不一致`]),
    ...(named ? ['附言写了订单号'] : []),
    ...(samePayer ? ['户名一致'] : []),
  ];
  return reasons.join('，');
}

const labelOf = (one: Suggestion): string =>
  `${one.unitName}，订单 ${one.orderNumber}，${one.paidOn} 汇款（${reasonsOf(one)}）`;

/** Which voucher: those of the same sum alone can be it. */
function voucherField({ suggestions }: BankLine): FormField {
  const fitting = suggestions.filter(({ sameAmount }) => sameAmount);
  return {
    key: 'transferId',
    label: '转账凭证',
    kind: 'choice',
    options: Object.fromEntries(fitting.map((one) => [one.transferId, labelOf(one)])),
    // Where two are as likely, a person picks.
    initial: (fitting.length === 1 || fitting[0]?.certain ? fitting[0]?.transferId : null) ?? '',
  };
}

export const matchForm = (api: ApiClient, one: BankLine, done: (now: BankLine) => void): FormConfig => ({
  heading: '匹配转账凭证',
  testId: 'bank-match',
  intro: `${one.day} 到账 ${formatMoney(one.amountFen)}。匹配后还没有确认到账，确认前可以取消。`,
  fields: [voucherField(one)],
  action: '匹配',
  ...sendsTo(
    'matchBankLine',
    (values) => ({ transferId: values.text('transferId') }),
    async (sent) => {
      done(await api.call('matchBankLine', { params: { id: one.id }, ...sent }));
      return '已匹配，请核对后确认到账。';
    },
  ),
});

export const confirmForm = (api: ApiClient, one: BankLine, done: (now: BankLine) => void): FormConfig => ({
  heading: '确认到账',
  testId: 'bank-confirm',
  intro: one.match
    ? `确认 ${formatMoney(one.amountFen)} 是${one.match.unitName}订单 ${one.match.orderNumber} 的货款。确认后订单记为已付款，不能撤销。`
    : `${one.day} 到账 ${formatMoney(one.amountFen)}。确认后这笔流水用于所选凭证，订单记为已付款，不能撤销。`,
  fields: one.match ? [] : [voucherField(one)],
  action: '确认到账',
  ...sendsTo(
    'confirmBankLine',
    (values) => ({ transferId: one.match?.transferId ?? values.text('transferId') }),
    async (sent) => {
      done(await api.call('confirmBankLine', { params: { id: one.id }, ...sent }));
      return '已确认到账。';
    },
  ),
});

export const unmatchForm = (api: ApiClient, one: BankLine, done: (now: BankLine) => void): FormConfig => ({
  heading: '取消匹配',
  testId: 'bank-unmatch',
  intro: `取消与订单 ${one.match?.orderNumber ?? ''} 的匹配后，这笔流水和那份凭证都可以重新匹配。`,
  fields: [],
  action: '取消匹配',
  contract: null,
  send: async () => {
    done(await api.call('unmatchBankLine', { params: { id: one.id } }));
    return '已取消匹配。';
  },
});

/** Not about orders, or about them after all. */
export const ignoreForm = (api: ApiClient, one: BankLine, done: (now: BankLine) => void): FormConfig => {
  const ignored = one.state !== 'ignored';
  return {
    heading: ignored ? '忽略这笔流水' : '恢复这笔流水',
    testId: 'bank-ignore',
    intro: ignored
      ? '与平台订单无关的收入可以忽略，不再给出建议；之后可以恢复。'
      : '恢复后会重新与待确认的转账凭证比对。',
    fields: [],
    action: ignored ? '忽略' : '恢复',
    ...sendsTo(
      'ignoreBankLine',
      () => ({ ignored }),
      async (sent) => {
        done(await api.call('ignoreBankLine', { params: { id: one.id }, ...sent }));
        return ignored ? '已忽略。' : '已恢复。';
      },
    ),
  };
};

/** Of the rows those that may be confirmed together, with their vouchers. */
export const certainPairs = (rows: readonly BankLineRow[]): RouteBody<'confirmBankLines'>['pairs'] =>
  rows
    .flatMap(({ id, suggestion }) => (suggestion?.certain ? [{ lineId: id, transferId: suggestion.transferId }] : []))
    .slice(0, BANK_LINES_AT_ONCE);

export const confirmTogetherForm = (api: ApiClient, rows: readonly BankLineRow[], done: () => void): FormConfig => {
  const pairs = certainPairs(rows);
  const chosen = rows.filter(({ id }) => pairs.some(({ lineId }) => lineId === id));
  const sumFen = chosen.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const orders = chosen.map(({ suggestion }) => suggestion?.orderNumber ?? '').join('、');
  return {
    heading: `确认 ${pairs.length} 笔到账`,
    testId: 'bank-confirm-all',
    intro: `共 ${formatMoney(sumFen)}，金额和订单号都一致：${orders}。请核对后确认，订单记为已付款，不能撤销。`,
    fields: [],
    action: '确认到账',
    ...sendsTo(
      'confirmBankLines',
      () => ({ pairs }),
      async (sent) => {
        const { confirmed, refused } = await api.call('confirmBankLines', sent);
        done();
        const [first] = refused;
        return first
          ? `已确认 ${confirmed} 笔，${refused.length} 笔没有确认：${first.reason}`
          : `已确认 ${confirmed} 笔到账。`;
      },
    ),
  };
};
