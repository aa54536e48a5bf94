import type { RouteResponse } from '@yigou/contracts';
import type { ApiClient } from '@yigou/web-data';
import { type FormConfig, sendsTo } from '../../shared/form-dialog/form';

export type Decision = 'approve' | 'return';
export type RegistrationRecordView = RouteResponse<'getRegistration'>;
export type NeedReview = RouteResponse<'getNeedReview'>;

interface Words {
  readonly heading: string;
  readonly testId: string;
  readonly intro: string;
  readonly quick: readonly string[];
}

/** What both decisions of an office ask: the reason alone, where something is sent back. */
const asks = (decision: Decision, { heading, testId, intro, quick }: Words) => ({
  heading,
  testId: `${testId}-${decision}`,
  intro,
  fields: decision === 'approve' ? [] : [{ key: 'reason', label: '退回原因', kind: 'area', max: 300, quick } as const],
  action: decision === 'approve' ? '通过' : '退回',
  danger: decision === 'return',
});

/** Approves the registration of an organisation, which makes its seat, or sends it back with the reason. */
export const registrationForm = (
  api: ApiClient,
  { id, name, applicant }: RegistrationRecordView,
  decision: Decision,
  done: (now: RegistrationRecordView) => void,
): FormConfig => ({
  ...asks(decision, {
    heading: `${decision === 'approve' ? '通过登记' : '退回登记'}：${name}`,
    testId: 'registration',
    intro:
      decision === 'approve'
        ? `通过后由${applicant}担任“${name}”的负责人，可以立即以单位的名义办理。请确认名称、代码与证明一致。`
        : '对方会看到原因，修改后可以重新提交。',
    quick: ['单位名称与证明不一致', '证明材料不清晰或已过期', '缺少单位授权登记人的证明'],
  }),
  ...sendsTo(
    'decideRegistration',
    (values) => ({ decision, reason: decision === 'approve' ? '' : values.text('reason') }),
    async (sent) => {
      done(await api.call('decideRegistration', { params: { id }, ...sent }));
      return decision === 'approve' ? `已通过，${name}可以开始办理。` : `已退回，${applicant}会收到通知。`;
    },
  ),
});

/** Opens a need to the public, or sends it back with the reason. */
export const needDecisionForm = (
  api: ApiClient,
  { id, title, recipient }: NeedReview,
  decision: Decision,
  done: (now: NeedReview) => void,
): FormConfig => ({
  ...asks(decision, {
    heading: `${decision === 'approve' ? '公开需求' : '退回需求'}：${title}`,
    testId: 'need',
    intro:
      decision === 'approve'
        ? `通过后任何人都能看到${recipient.name}的这项需求，并为它发起以购代捐。收货人和详细地址不公开。`
        : `${recipient.name}会看到原因，修改后可以重新提交。`,
    quick: ['数量与单位规模不符，请说明', '用途不够具体', '内容含有个人信息，请删去'],
  }),
  ...sendsTo(
    'decideNeed',
    (values) => ({ decision, reason: decision === 'approve' ? '' : values.text('reason') }),
    async (sent) => {
      done(await api.call('decideNeed', { params: { id }, ...sent }));
      return decision === 'approve' ? '已公开。' : `已退回，${recipient.name}会收到通知。`;
    },
  ),
});
