import type { ApiClient } from '@yigou/web-data';
import { type FormConfig, sendsTo } from '../shared/form-dialog/form';
import type { Named } from './review-forms';

/** “8” or “7.5” per cent → basis points; NaN for anything else. */
const ratioBp = (text: string): number =>
  /^\d{1,3}(\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * 100) : Number.NaN;

/** Lets a unit file a ratio below the region's minimum, with the document that approves it (R1). */
export const grantForm = (api: ApiClient, year: number, unit: Named): FormConfig => ({
  heading: `批准 ${unit.name} ${year} 年较低的预留比例`,
  testId: 'ratio-grant',
  intro: '低于下限须有批准文件。批准后该单位按此比例填报；已有的批准由新的替代。单位会收到通知。',
  fields: [
    { key: 'ratio', label: '不低于（%）', kind: 'text', max: 6, hint: '例如 8 或 7.5' },
    { key: 'documentNumber', label: '批准文号', kind: 'text', max: 100 },
    { key: 'document', label: '批准文件', kind: 'evidence', max: 1, hint: '扫描件或照片。' },
    { key: 'reason', label: '理由', kind: 'area', max: 300 },
  ],
  check: (values) => (ratioBp(values.text('ratio')) <= 10_000 ? {} : { ratio: '请填写 0–100 的百分数，至多两位小数' }),
  action: '批准',
  ...sendsTo(
    'grantRatio',
    (values) => ({
      unitId: unit.id,
      year,
      ratioBp: ratioBp(values.text('ratio')),
      documentNumber: values.text('documentNumber'),
      documentId: values.fileIds('document')[0] ?? '',
      reason: values.text('reason'),
    }),
    async (sent) => {
      await api.call('grantRatio', sent);
      return '已批准，单位会收到通知。';
    },
    { ratioBp: 'ratio', documentId: 'document' },
  ),
});

export const revokeGrantForm = (api: ApiClient, grant: { id: string; year: number; unit: Named }): FormConfig => ({
  heading: `撤销对 ${grant.unit.name} 的批准`,
  testId: 'grant-revoke',
  intro: `撤销后，该单位 ${grant.year} 年新提交的填报按本地区下限核对；已提交的不受影响。单位会收到通知。`,
  fields: [{ key: 'reason', label: '撤销原因', kind: 'area', max: 300 }],
  action: '撤销批准',
  danger: true,
  ...sendsTo(
    'revokeRatioGrant',
    (values) => ({ reason: values.text('reason') }),
    async ({ body }) => {
      await api.call('revokeRatioGrant', { params: { id: grant.id }, body });
      return '已撤销，单位会收到通知。';
    },
  ),
});
