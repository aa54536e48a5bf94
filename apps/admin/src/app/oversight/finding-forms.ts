import type { RouteResponse } from '@yigou/contracts';
import { FINDING_ACTIONS } from '@yigou/contracts/labels';
import type { ApiClient } from '@yigou/web-data';
import { type FormConfig, sendsTo } from '../shared/form-dialog/form';
import type { HistoryStep } from '../shared/step-history';

/** Who looks into what the watch found. */
export type Side = 'agency' | 'finance' | 'auditor';
export type FindingRow = RouteResponse<'listAuditedFindings'>['items'][number];
export type Decision = 'confirm' | 'dismiss' | 'reopen';

export const DECIDE = {
  agency: 'decideFindingBelow',
  finance: 'decideRegionFinding',
  auditor: 'decideAuditedFinding',
} as const;

const WORDS = {
  confirm: {
    action: '核查属实',
    label: '核查情况',
    intro: '写明怎样核查的、问题是什么、怎样处理。填写后不能更改。',
    done: '已记录：核查属实。',
    quick: ['已约谈单位负责人', '已责令整改', '已移送处理'],
  },
  dismiss: {
    action: '排除',
    label: '排除理由',
    intro: '写明为什么没有问题。排除后线索仍保留，财政和审计部门可以重新核查。',
    done: '已排除。',
    quick: ['价格有合同或询价记录', '集中采购，数量属实', '本地只有这一家供应商', '单据已补齐'],
  },
  reopen: {
    action: '重新核查',
    label: '重新核查的理由',
    intro: '线索回到待核查，此前的排除理由仍在记录里。',
    done: '线索已回到待核查。',
    quick: ['排除理由不充分', '发现新的情况'],
  },
} as const satisfies Record<Decision, object>;

/** Says what came of a finding. */
export function findingForm(
  api: ApiClient,
  side: Side,
  { id }: Pick<FindingRow, 'id'>,
  decision: Decision,
): FormConfig {
  const { action, label, intro, done, quick } = WORDS[decision];
  return {
    heading: action,
    testId: `finding-${decision}`,
    intro,
    fields: [{ key: 'reason', label, kind: 'area', max: 500, quick }],
    action,
    danger: decision === 'confirm',
    ...sendsTo(
      DECIDE[side],
      (values) => ({ decision, reason: values.text('reason') }),
      async (sent) => {
        await api.call(DECIDE[side], { params: { id }, ...sent });
        return done;
      },
    ),
  };
}

export const findingSteps = ({ steps }: Pick<FindingRow, 'steps'>): HistoryStep[] =>
  steps.map(({ at, action, by, organisation, reason }) => ({
    at,
    title: FINDING_ACTIONS[action],
    who: by === null ? '系统' : [organisation, by].filter(Boolean).join(' '),
    text: reason,
    bad: action === 'confirm',
  }));
