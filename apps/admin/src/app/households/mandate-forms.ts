import type { MandateView } from '@yigou/contracts';
import { HELPER_TITLES, type HelperTitle } from '@yigou/contracts/labels';
import type { ApiClient } from '@yigou/web-data';
import { dayAhead } from '../shared/deadlines';
import { type FormConfig, sendsTo } from '../shared/form-dialog/form';

/** Records the consent of a household or a supplier that somebody acts for it. */
export const grantForm = (
  api: ApiClient,
  subject: { readonly id: string; readonly kind: 'household' | 'supplier' },
): FormConfig => ({
  heading: '登记代办授权',
  testId: 'mandate',
  intro: `代办人可以${subject.kind === 'household' ? '代这一户确认带动关系' : '代这个主体填写档案和认定申请'}。每次代办都会记录，本人凭查询码可以看到，并可随时要求撤销。`,
  fields: [
    { key: 'helperLogin', label: '代办人的登录账号', kind: 'text', max: 254, hint: '手机号或邮箱，须已注册并验证。' },
    { key: 'title', label: '代办人身份', kind: 'choice', options: HELPER_TITLES },
    { key: 'endsOn', label: '有效期至', kind: 'date', initial: dayAhead(365) },
    {
      key: 'consentNote',
      label: '同意的说明',
      kind: 'area',
      max: 300,
      hint: '何时何地、本人如何表示同意。',
      quick: ['本人当面签字同意', '本人按手印同意，村干部在场见证'],
    },
    { key: 'consent', label: '同意书扫描件或照片', kind: 'evidence', max: 1 },
  ],
  action: '登记授权',
  ...sendsTo(
    'grantMandate',
    (values) => ({
      helperLogin: values.text('helperLogin'),
      title: values.text('title') as HelperTitle,
      subject: { kind: subject.kind, id: subject.id },
      consentEvidenceId: values.fileIds('consent')[0] ?? '',
      consentNote: values.text('consentNote'),
      endsOn: values.text('endsOn'),
    }),
    async (sent) => {
      const made = await api.call('grantMandate', sent);
      return `已授权 ${made.helper} 代 ${made.subject.name} 办理。请打印查询码交给本人。`;
    },
    { consentEvidenceId: 'consent' },
  ),
});

export const revokeForm = (api: ApiClient, mandate: MandateView): FormConfig => ({
  heading: '撤销代办授权',
  testId: 'revoke',
  intro: `${mandate.helper}将立即不能再代 ${mandate.subject.name} 办理。已办的事不受影响。`,
  fields: [
    {
      key: 'reason',
      label: '撤销原因',
      kind: 'area',
      max: 200,
      quick: ['本人要求撤销', '代办人已轮换', '本人可以自行办理'],
    },
  ],
  danger: true,
  action: '撤销授权',
  ...sendsTo(
    'revokeMandate',
    (values) => ({ reason: values.text('reason') }),
    async ({ body }) => {
      await api.call('revokeMandate', { params: { id: mandate.id }, body });
      return '授权已撤销。';
    },
  ),
});
