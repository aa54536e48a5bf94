import type { SupplierStatus } from '@yigou/contracts';
import type { Notices } from '@yigou/notifications';
import { dueInWorkingDays, PolicyParameters, type Tx } from '@yigou/platform';

/** Who reviews an admission: the county recommends, the platform admits (R16). */
export const REVIEWERS = {
  county_review: { clock: 'county', level: 'county' },
  platform_review: { clock: 'platform', level: 'national' },
} as const satisfies Partial<Record<SupplierStatus, unknown>>;
export type AdmissionReview = keyof typeof REVIEWERS;

export const isReview = (status: string): status is AdmissionReview => status in REVIEWERS;

/** When the office that gets it should have decided, in working days by the database's clock and the policy 各层级审核时限; null where nobody reviews. */
export async function dueAfter(tx: Tx, status: string, regionCode: string): Promise<Date | null> {
  if (!isReview(status)) return null;
  const days = await new PolicyParameters(tx).get('certification.review_days', regionCode);
  return dueInWorkingDays(tx, days[REVIEWERS[status].clock]);
}

/** Tells the office whose turn it is. */
export async function tellOffice(
  notices: Notices,
  tx: Tx,
  status: string,
  supplier: { readonly supplierId: string; readonly name: string; readonly regionCode: string },
): Promise<void> {
  if (!isReview(status)) return;
  await notices.tell(
    tx,
    { office: { level: REVIEWERS[status].level, regionCode: supplier.regionCode, township: null } },
    {
      kind: 'supplier',
      title: `${supplier.name} 申请入驻`,
      body: status === 'county_review' ? '请县级审核并提出推荐意见。' : '县级已推荐，请平台审核。',
      link: `/administration/admissions?id=${supplier.supplierId}`,
    },
  );
}
