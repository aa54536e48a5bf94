import type { Queryable } from '@yigou/platform';
import { type AdmissionReview } from './admission-clock';

/** What keeps a person from deciding an admission, 回避. */
export interface AdmissionAvoidance {
  /** They wrote or sent the file, or belong to the supplier, by a mandate too. */
  readonly conflict: boolean;
  /** They let it pass at the other level, in whatever round. */
  readonly otherLevel: boolean;
}

const OTHER_LEVEL = { county_review: 'admit', platform_review: 'recommend' } as const satisfies Record<
  AdmissionReview,
  string
>;

/** One statement. */
export async function admissionAvoidance(
  db: Queryable,
  supplierId: string,
  userId: string,
  review: AdmissionReview,
): Promise<AdmissionAvoidance> {
  const [row] = await db.query<AdmissionAvoidance>(
    `SELECT $2 IN (f.created_by, f.edited_by)
         OR EXISTS (SELECT FROM supplier_step s WHERE s.supplier_id = $1 AND s.actor_id = $2 AND s.action IN ('register', 'submit', 'reapply'))
         OR EXISTS (SELECT FROM membership m WHERE m.user_id = $2 AND m.organisation_id = $1)
         OR EXISTS (SELECT FROM mandate d WHERE d.helper_id = $2 AND d.supplier_id = $1) AS conflict,
       EXISTS (SELECT FROM supplier_step s WHERE s.supplier_id = $1 AND s.actor_id = $2 AND s.action = $3) AS "otherLevel"
     FROM supplier_file f WHERE f.supplier_id = $1`,
    [supplierId, userId, OTHER_LEVEL[review]],
  );
  return { conflict: row?.conflict ?? false, otherLevel: row?.otherLevel ?? false };
}
