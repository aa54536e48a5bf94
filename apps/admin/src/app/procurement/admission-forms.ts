import type { ApiClient } from '@yigou/web-data';
import { type FormConfig, type FormValues, sendsTo } from '../shared/form-dialog/form';
import type { Named, Side } from './review-forms';

const ROUTES = { agency: 'decideUnitAdmission', finance: 'decideRegionAdmission' } as const;

/** Lets a unit stand below the one that it named, or sends its request back with the reason (R21). */
export function admissionForm(
  api: ApiClient,
  side: Side,
  { id, name }: Named,
  decision: 'accept' | 'refuse',
): FormConfig {
  const accepts = decision === 'accept';
  const route = ROUTES[side];
  return {
    heading: `${accepts ? '同意' : '退回'}：${name}`,
    testId: `admission-${decision}`,
    intro: accepts
      ? '同意后该单位从今天起列为下级，可以填报和下单，数字计入合计。'
      : '退回后该单位会看到原因，可以改选主管单位再申请。',
    fields: accepts
      ? []
      : [
          {
            key: 'reason',
            label: '退回原因',
            kind: 'area',
            max: 300,
            quick: ['不是本单位的下级单位', '单位名称与证书不一致', '该单位已撤并'],
          },
        ],
    action: accepts ? '同意' : '退回',
    danger: !accepts,
    ...sendsTo(
      route,
      (values: FormValues) => ({ decision, reason: accepts ? '' : values.text('reason') }),
      async (sent) => {
        await api.call(route, { params: { id }, ...sent });
        return accepts ? `已同意${name}列为下级。` : `已退回${name}的申请，单位会收到通知。`;
      },
    ),
  };
}
