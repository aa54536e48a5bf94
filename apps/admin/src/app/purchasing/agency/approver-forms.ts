import type { RouteResponse } from '@yigou/contracts';
import type { ApiClient } from '@yigou/web-data';
import { dayAhead } from '../../shared/deadlines';
import { type FormConfig, sendsTo } from '../../shared/form-dialog/form';

export type ApproverList = RouteResponse<'getApprovers'>;

/** Who decides in the caller's place for some days. */
export const delegateForm = (
  api: ApiClient,
  { candidates }: ApproverList,
  self: string,
  done: (list: ApproverList) => void,
): FormConfig => ({
  heading: '委托审批',
  testId: 'delegate',
  intro: '期间由受托人代您审批，按您的限额计算；您自己仍可审批。',
  fields: [
    {
      key: 'toId',
      label: '受托人',
      kind: 'select',
      options: Object.fromEntries(candidates.filter(({ id }) => id !== self).map(({ id, name }) => [id, name])),
    },
    { key: 'from', label: '开始日期', kind: 'date', initial: dayAhead(0) },
    { key: 'until', label: '结束日期', kind: 'date', initial: dayAhead(7) },
  ],
  check: (values) => (values.text('until') < values.text('from') ? { until: '结束日期不能早于开始日期' } : {}),
  action: '委托',
  ...sendsTo(
    'delegateApproval',
    (values) => ({ toId: values.text('toId'), from: values.text('from'), until: values.text('until') }),
    async (sent) => {
      done(await api.call('delegateApproval', sent));
      return '委托已登记。';
    },
  ),
});
