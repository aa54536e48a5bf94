import type { ReviewLevel } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import type { Queryable, Tx } from '@yigou/platform';

/** What keeps a person from deciding an application, 回避. */
export interface Avoidance {
  /** They wrote in it, or belong to the supplier, by a mandate too. */
  readonly conflict: boolean;
  /** They decided it at another level, in whatever round. */
  readonly otherLevel: boolean;
  /** They refused it, and an appeal overturned that: somebody else decides anew. */
  readonly overturned: boolean;
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
         AND s.level IS DISTINCT FROM $3 AND s.level IS NOT NULL) AS "otherLevel",
       EXISTS (SELECT FROM application_step s WHERE s.application_id = a.id AND s.actor_id = $2 AND s.action = 'refuse' AND EXISTS (
         SELECT FROM application_step r WHERE r.application_id = a.id AND r.action = 'reopen' AND r.at > s.at)) AS overturned
     FROM application a WHERE a.id = $1`,
    [applicationId, userId, level],
  );
  if (!row) throw new DomainError('not_found');
  return row;
}

/** Throws `conflict_of_interest`, `decided_at_other_level` or `overturned_same_person` when the person must not decide. */
export async function requireImpartial(
  tx: Tx,
  applicationId: string,
  userId: string,
  level: ReviewLevel,
): Promise<void> {
  const { conflict, otherLevel, overturned } = await avoidanceOf(tx, applicationId, userId, level);
  if (conflict) throw new DomainError('conflict_of_interest');
  if (otherLevel) throw new DomainError('decided_at_other_level');
  if (overturned) throw new DomainError('overturned_same_person');
}

/** Throws `objection_same_person` for who decided the application, at whatever level: what is said against a decision is examined by others (domain R30). */
export async function requireNoPart(tx: Tx, applicationId: string, userId: string): Promise<void> {
  const part = await tx.one(
    `SELECT 1 AS part FROM application_step WHERE application_id = $1 AND actor_id = $2 AND action IN ('approve', 'issue', 'return', 'refuse')
       AND level IS NOT NULL LIMIT 1`,
    [applicationId, userId],
  );
  if (part) throw new DomainError('objection_same_person');
}
