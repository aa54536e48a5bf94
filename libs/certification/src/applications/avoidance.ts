import type { ReviewLevel } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import type { Queryable, Tx } from '@yigou/platform';

/** What keeps a person from deciding an application, 回避. */
export interface Avoidance {
  /** They wrote in it, or belong to the supplier, by a mandate too. */
  readonly conflict: boolean;
  /** They decided it at another level, in whatever round. */
  readonly otherLevel: boolean;
}

/** Steps by which an office decides. */
const DECISIONS = "('approve', 'issue', 'return', 'refuse', 'resume', 'terminate')";

/** One statement. `level` is the one that would decide now. */
export async function avoidanceOf(
  db: Queryable,
  applicationId: string,
  userId: string,
  level: ReviewLevel | null,
): Promise<Avoidance> {
  const [row] = await db.query<Avoidance>(
    `SELECT a.created_by IS NOT DISTINCT FROM $2 OR $2 = ANY(a.editors)
         OR EXISTS (SELECT FROM application_version v WHERE v.application_id = a.id AND v.submitted_by = $2)
         OR EXISTS (SELECT FROM membership m WHERE m.user_id = $2 AND m.organisation_id = a.supplier_id)
         OR EXISTS (SELECT FROM mandate d WHERE d.helper_id = $2 AND d.supplier_id = a.supplier_id) AS conflict,
       EXISTS (SELECT FROM application_step s WHERE s.application_id = a.id AND s.actor_id = $2 AND s.action IN ${DECISIONS}
         AND s.level IS DISTINCT FROM $3 AND s.level IS NOT NULL) AS "otherLevel"
     FROM application a WHERE a.id = $1`,
    [applicationId, userId, level],
  );
  if (!row) throw new DomainError('not_found');
  return row;
}

/** Throws `conflict_of_interest` or `decided_at_other_level` when the person must not decide. */
export async function requireImpartial(
  tx: Tx,
  applicationId: string,
  userId: string,
  level: ReviewLevel,
): Promise<void> {
  const { conflict, otherLevel } = await avoidanceOf(tx, applicationId, userId, level);
  if (conflict) throw new DomainError('conflict_of_interest');
  if (otherLevel) throw new DomainError('decided_at_other_level');
}
