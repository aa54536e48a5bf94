import type { RouteResponse } from '@yigou/contracts';
import { REQUISITION_ACTIONS } from '@yigou/contracts/labels';
import type { ApiClient } from '@yigou/web-data';
import { dayAhead } from '../../shared/deadlines';
import { formatMoney } from '../../shared/format';
import { type FormConfig, type FormField, sendsTo } from '../../shared/form-dialog/form';
import type { HistoryStep } from '../../shared/step-history';

export type Requisition = RouteResponse<'getRequisition'>;
/** Takes it as it is afterwards. */
type Done = (requisition: Requisition) => void;

/** How far ahead the goods are wanted unless somebody says otherwise. */
const AHEAD_DAYS = 7;

/** Begins one, whose goods are still to be listed: from nothing, or from an earlier list that is named. */
export const newForm = (api: ApiClient, begun: (id: string) => Promise<void>, from = ''): FormConfig => ({
  heading: from ? `用“${from}”新建采购申请` : '新建采购申请',
  testId: 'requisition-new',
  intro: from
    ? '先写明用途、送达日和送到哪里，下一步核对清单里的商品。'
    : '先写明用途、送达日和送到哪里，下一步添加商品。',
  fields: [
    { key: 'purpose', label: '用途', kind: 'text', max: 200, initial: from },
    { key: 'deliverOn', label: '希望送达日', kind: 'date', initial: dayAhead(AHEAD_DAYS) },
    {
      key: 'deliverTo',
      label: '送到哪里',
      kind: 'text',
      max: 200,
      hint: '写明地点和收货人，例如：学校食堂后门，李师傅。本单位登记过的收货点在下一步选用。',
    },
  ],
  action: from ? '新建，下一步核对商品' : '新建，下一步添加商品',
  ...sendsTo(
    'createRequisition',
    (values) => ({
      purpose: values.text('purpose'),
      deliverOn: values.text('deliverOn'),
      deliverTo: values.text('deliverTo'),
      budgetId: null,
      lines: [],
    }),
    async (sent) => {
      await begun((await api.call('createRequisition', sent)).id);
      return '采购申请已建好，请添加商品。';
    },
  ),
});

/** Begins another one for the same purpose, whose goods are checked before they are listed. */
export function repeatForm(api: ApiClient, one: Requisition, begun: (id: string) => Promise<void>): FormConfig {
  return {
    heading: '照此再建一份',
    testId: 'requisition-repeat',
    intro: `下一步核对同样的 ${one.items.length} 种商品：价格、库存、起订量和认定有变化的，逐行说明。`,
    fields: [
      { key: 'purpose', label: '用途', kind: 'text', max: 200, initial: one.purpose },
      { key: 'deliverOn', label: '希望送达日', kind: 'date', initial: dayAhead(AHEAD_DAYS) },
      { key: 'deliverTo', label: '送到哪里', kind: 'text', max: 200, initial: one.deliverTo },
    ],
    action: '新建，下一步核对商品',
    ...sendsTo(
      'createRequisition',
      (values) => ({
        purpose: values.text('purpose'),
        deliverOn: values.text('deliverOn'),
        deliverTo: values.text('deliverTo'),
        // That of a past year pays nothing any more.
        budgetId: one.budgets.some(({ id }) => id === one.budgetId) ? one.budgetId : null,
        lines: [],
      }),
      async (sent) => {
        await begun((await api.call('createRequisition', sent)).id);
        return '采购申请已建好，请核对商品。';
      },
    ),
  };
}

const params = ({ id }: Requisition) => ({ params: { id } });
const sumOf = ({ items, totalFen }: Requisition): string => `${items.length} 种商品，合计 ${formatMoney(totalFen)}`;

export const submitForm = (api: ApiClient, one: Requisition, done: Done): FormConfig => ({
  heading: '提交审批',
  testId: 'requisition-submit',
  intro: `${sumOf(one)}。由限额够批这份申请的第一位审批人审批。`,
  fields: [],
  action: '提交审批',
  contract: null,
  send: async () => {
    const now = await api.call('submitRequisition', params(one));
    done(now);
    return `已提交，由${now.approver?.name ?? '审批人'}审批。`;
  },
});

export const withdrawForm = (api: ApiClient, one: Requisition, done: Done): FormConfig => ({
  heading: '撤回采购申请',
  testId: 'requisition-withdraw',
  intro: '撤回后这份申请作废，要买的话请另建一份。',
  fields: [],
  danger: true,
  action: '撤回 1 份申请',
  contract: null,
  send: async () => {
    done(await api.call('withdrawRequisition', params(one)));
    return '采购申请已撤回。';
  },
});

export const approveForm = (api: ApiClient, one: Requisition, done: Done): FormConfig => ({
  heading: '批准采购申请',
  testId: 'requisition-approve',
  intro: `${sumOf(one)}。批准的就是现在看到的这份清单，改动后要重新审批。`,
  fields: [],
  action: '批准',
  ...sendsTo(
    'approveRequisition',
    () => ({ linesHash: one.linesHash }),
    async (sent) => {
      done(await api.call('approveRequisition', { ...params(one), ...sent }));
      return '已批准，申请人会收到通知。';
    },
  ),
});

const REASON: FormField = {
  key: 'reason',
  label: '退回原因',
  kind: 'area',
  max: 500,
  quick: ['数量与用途不符', '价格偏高，请另选商品', '请合并为一份申请', '预算不足'],
};
export const returnForm = (api: ApiClient, one: Requisition, done: Done): FormConfig => ({
  heading: '退回采购申请',
  testId: 'requisition-return',
  intro: '退回后由采购员修改，再重新提交。',
  fields: [REASON],
  action: '退回',
  ...sendsTo(
    'returnRequisition',
    (values) => ({ reason: values.text('reason') }),
    async (sent) => {
      done(await api.call('returnRequisition', { ...params(one), ...sent }));
      return '已退回，申请人会收到通知。';
    },
  ),
});

export const passOnForm = (api: ApiClient, one: Requisition, done: Done): FormConfig => ({
  heading: '转上一级审批',
  testId: 'requisition-pass-on',
  intro: '转给后面一位限额够批这份申请的审批人。',
  fields: [],
  action: '转上一级审批',
  contract: null,
  send: async () => {
    const now = await api.call('passOnRequisition', params(one));
    done(now);
    return `已转${now.approver?.name ?? '上一级审批人'}审批。`;
  },
});

export const stepsOf = ({ history }: Requisition): HistoryStep[] =>
  history.map(({ at, action, by, reason }) => ({
    at,
    title: REQUISITION_ACTIONS[action],
    who: by ?? '系统',
    text: reason,
    bad: action === 'return' || action === 'expire',
  }));

/** What an approver has to know of several orders in place of one; null where there is nothing to say. */
export const splitWords = ({ split }: Pick<Requisition, 'split'>): string | null =>
  split &&
  `疑似拆分采购：申请人 ${split.days} 天内另有 ${split.others} 份申请，连同本份合计 ${formatMoney(split.sumFen)}，超过单笔限额 ${formatMoney(split.limitFen)}。`;
