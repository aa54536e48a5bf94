import { type FormConfig, sendsTo } from '../../shared/form-dialog/form';
import type { ApiClient } from '@yigou/web-data';

/** An appeal against a sanction or a refused application: who looks at it again is never who decided first. */
export function appealConfig(
  api: ApiClient,
  against: { sanctionId: string | null; applicationId: string | null; words: string; again?: boolean },
  filed: () => void,
): FormConfig {
  return {
    heading: against.again ? '再次申诉' : '提出申诉',
    testId: 'appeal',
    intro: against.again
      ? `对“${against.words}”的申诉未获支持，可以向上一级再申诉一次，结论是最终的。复核期间原决定继续有效。`
      : `对“${against.words}”不服，可以申诉。由没有参与过该事项的人员复核，复核期间原决定继续有效。`,
    fields: [
      {
        key: 'reason',
        label: '申诉理由',
        kind: 'area',
        max: 2000,
        hint: '哪里与事实不符、有什么证据，写清楚，至少 10 个字。',
      },
      { key: 'evidence', label: '证据', kind: 'evidence', optional: true, max: 20 },
    ],
    action: '提交申诉',
    ...sendsTo(
      'fileAppeal',
      (values) => ({
        sanctionId: against.sanctionId,
        applicationId: against.applicationId,
        reason: values.text('reason'),
        evidenceIds: values.fileIds('evidence'),
      }),
      async (sent) => {
        await api.call('fileAppeal', sent);
        filed();
        return '申诉已提交，有结果会通知您。';
      },
      { evidenceIds: 'evidence' },
    ),
  };
}
