import type { RouteResponse } from '@yigou/contracts';
import { ACCEPTANCE_ACTIONS, GOODS_PAPERS, GOODS_REFUSALS, kilograms, weighedWords } from '@yigou/contracts/labels';
import type { ApiClient } from '@yigou/web-data';
import { formatMoney } from '../../../shared/format';
import { type FormConfig, sendsTo } from '../../../shared/form-dialog/form';
import type { HistoryStep } from '../../../shared/step-history';

export type AcceptanceSheet = RouteResponse<'getAcceptance'>;
type Done = (sheet: AcceptanceSheet) => void;

const params = ({ id }: AcceptanceSheet) => ({ params: { id } });

/** What of it was weighed. */
function weightOf({ lines }: AcceptanceSheet): string {
  const grams = lines.reduce((sum, line) => sum + (line.grams ?? 0), 0);
  return grams > 0 ? `（实称 ${kilograms(grams)}）` : '';
}

/** `key` is the same for a repeated press after a lost answer. */
export const confirmForm = (api: ApiClient, one: AcceptanceSheet, done: Done): FormConfig => {
  const idempotencyKey = crypto.randomUUID();
  return {
    heading: '复核验收单',
    testId: 'acceptance-confirm',
    intro:
      one.refundFen > 0
        ? `确认与实物一致：收下 ${one.accepted} 件${weightOf(one)}，短缺 ${one.short} 件，拒收 ${one.refused} 件，退款 ${formatMoney(one.refundFen)}。`
        : `确认与实物一致：收下 ${one.accepted} 件${weightOf(one)}，没有短缺和拒收。`,
    fields: [],
    action: '核对无误，签字',
    contract: null,
    send: async () => {
      const now = await api.call('confirmAcceptance', { ...params(one), idempotencyKey });
      done(now);
      return now.refundFen > 0 ? `已验收，${formatMoney(now.refundFen)} 原路退回。` : '已验收。';
    },
  };
};

export const returnForm = (api: ApiClient, one: AcceptanceSheet, done: Done): FormConfig => ({
  heading: '退回验收单',
  testId: 'acceptance-return',
  intro: '退回后由登记人重新验收、重新填写。',
  fields: [
    {
      key: 'reason',
      label: '退回原因',
      kind: 'area',
      max: 500,
      quick: ['数量与实物不符', '短缺或拒收没有写清', '缺少照片', '随货证明没有登记'],
    },
  ],
  action: '退回',
  ...sendsTo(
    'returnAcceptance',
    (values) => ({ reason: values.text('reason') }),
    async (sent) => {
      done(await api.call('returnAcceptance', { ...params(one), ...sent }));
      return '已退回。';
    },
  ),
});

export const stepsOf = ({ history }: AcceptanceSheet): HistoryStep[] =>
  history.map(({ at, action, by, reason }) => ({
    at,
    title: ACCEPTANCE_ACTIONS[action],
    who: by ?? '系统',
    text: reason,
    bad: action === 'return' || action === 'lapse',
  }));

/** What is known of a line beside its counts, as it is read. */
export function detailsOf(line: AcceptanceSheet['lines'][number]): string[] {
  const { weight, grams, accepted, refusal, note, batch, producedOn, shelfLifeDays, papers } = line;
  return [
    weight && grams !== null && weighedWords(weight, { pieces: accepted, grams }, formatMoney),
    refusal && `拒收原因：${GOODS_REFUSALS[refusal]}`,
    note,
    batch && `批号 ${batch}`,
    producedOn && `${producedOn} 生产`,
    shelfLifeDays && `保质期 ${shelfLifeDays} 天`,
    `随货证明：${papers.map((paper) => GOODS_PAPERS[paper]).join('、') || '无'}`,
  ].filter((part): part is string => Boolean(part));
}
