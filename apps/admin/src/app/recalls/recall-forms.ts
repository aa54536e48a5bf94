import { RECALL_GRADES, type RecallGrade } from '@yigou/contracts/labels';
import type { RecallView, RouteBody } from '@yigou/contracts';
import type { ApiClient } from '@yigou/web-data';
import { type FormConfig, type FormValues, sendsTo } from '../shared/form-dialog/form';

/** The numbers as people paste them: a line, a comma or a blank between two. */
export const batchNumbers = (typed: string): string[] =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .split(/[\s,;、]+/)
    .filter((one) => one !== '');

const opening = (values: FormValues): RouteBody<'openRecall'> => ({
  batchNumbers: batchNumbers(values.text('numbers')),
  grade: values.text('grade') as RecallGrade,
  reason: values.text('reason'),
  advice: values.text('advice'),
  evidenceIds: values.fileIds('evidence'),
});

/** The dialog that opens a recall: the supplier's own, or one that an office orders. */
export const openForm = (api: ApiClient, route: 'openRecall' | 'openSupplierRecall'): FormConfig => ({
  heading: route === 'openRecall' ? '责令召回' : '发起召回',
  testId: 'recall',
  intro: (values) =>
    `将召回 ${batchNumbers(values.text('numbers')).length} 个批次：该产品立即停止销售和发货，剩余库存封存，所有涉及的买家会收到通知，召回信息向社会公开。发起后不能撤回。`,
  fields: [
    { key: 'numbers', label: '批次号', kind: 'area', hint: '同一产品的批次，每行一个。', max: 2000 },
    {
      key: 'grade',
      label: '召回等级',
      kind: 'choice',
      options: RECALL_GRADES,
      hint: '一级 24 小时、二级 48 小时、三级 72 小时内启动。',
    },
    { key: 'reason', label: '召回原因', kind: 'area', max: 1000, hint: '向社会公开，请不要写个人信息。' },
    {
      key: 'advice',
      label: '买家怎么做',
      kind: 'area',
      max: 1000,
      quick: ['请立即停止食用，剩余的单独存放，等待商家联系退回。'],
    },
    { key: 'evidence', label: '依据材料', kind: 'evidence', optional: true },
  ],
  danger: true,
  action: route === 'openRecall' ? '责令召回' : '发起召回',
  ...sendsTo(
    route,
    opening,
    async (sent) => {
      await api.call(route, sent);
      return '召回已启动：已停止销售和发货，正在通知涉及的买家。';
    },
    { batchNumbers: 'numbers', evidenceIds: 'evidence' },
  ),
});

/** The supplier has checked what is held back. */
export const setAsideForm = (api: ApiClient, recall: Pick<RecallView, 'id' | 'stock'>): FormConfig => {
  const held = recall.stock.filter(({ pieces }) => pieces > 0);
  return {
    heading: '登记封存核对结果',
    testId: 'set-aside',
    intro: '填写每个规格属于召回批次、已经销毁的件数。其余的恢复销售和发货，召回批次本身不能再发货。',
    fields: held.map(({ skuId, name, pieces }) => ({
      key: skuId,
      label: name,
      kind: 'number' as const,
      hint: `封存 ${pieces} 件，填写其中销毁的件数`,
      initial: '0',
    })),
    action: '核对完成',
    ...sendsTo(
      'setAsideRecall',
      (values) => ({ lines: held.map(({ skuId }) => ({ skuId, destroyed: Number(values.text(skuId) || 0) })) }),
      async (sent) => {
        await api.call('setAsideRecall', { params: { id: recall.id }, ...sent });
        return '已登记，其余库存恢复销售。';
      },
    ),
  };
};

/** The closing report. */
export const reportForm = (api: ApiClient, id: string): FormConfig => ({
  heading: '提交结案报告',
  testId: 'recall-report',
  intro: '数量由系统统计，提交后由监管部门审核结案。',
  fields: [
    { key: 'causes', label: '原因分析', kind: 'area', max: 2000 },
    {
      key: 'measures',
      label: '处理和整改情况',
      kind: 'area',
      max: 2000,
      hint: '召回了多少、退回和销毁多少、联系不上的怎么处理。',
    },
    { key: 'evidence', label: '报告和凭证', kind: 'evidence' },
  ],
  action: '提交报告',
  ...sendsTo(
    'reportRecall',
    (values) => ({
      causes: values.text('causes'),
      measures: values.text('measures'),
      evidenceIds: values.fileIds('evidence'),
    }),
    async (sent) => {
      await api.call('reportRecall', { params: { id }, ...sent });
      return '已提交，等待监管部门审核。';
    },
    { evidenceIds: 'evidence' },
  ),
});

/** An office accepts the report, or sends it back. */
export const decideForm = (api: ApiClient, route: 'closeRecall' | 'returnRecall', id: string): FormConfig => ({
  heading: route === 'closeRecall' ? '召回结案' : '退回报告',
  testId: route === 'closeRecall' ? 'recall-close' : 'recall-return',
  intro: route === 'closeRecall' ? '结案后召回不能再变更，公开页面会标明已结案。' : '退回后由供应商补充，重新提交。',
  fields: [{ key: 'reason', label: route === 'closeRecall' ? '审核意见' : '退回原因', kind: 'area', max: 500 }],
  action: route === 'closeRecall' ? '结案' : '退回',
  ...sendsTo(
    route,
    (values) => ({ reason: values.text('reason') }),
    async (sent) => {
      await api.call(route, { params: { id }, ...sent });
      return route === 'closeRecall' ? '已结案。' : '已退回。';
    },
  ),
});
