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

/** What keeps a person from an application `a`, as SQL; `user` is an expression. */
export const CONCERNED = (
  user: string,
): string => `a.created_by IS NOT DISTINCT FROM ${user} OR ${user} = ANY(a.editors)
  OR EXISTS (SELECT FROM application_version v WHERE v.application_id = a.id AND v.submitted_by = ${user})
  OR EXISTS (SELECT FROM membership m WHERE m.user_id = ${user} AND m.organisation_id = a.supplier_id)
  OR EXISTS (SELECT FROM mandate d WHERE d.helper_id = ${user} AND d.supplier_id = a.supplier_id)`;
export const DECIDED_ELSEWHERE = (user: string, level: string): string =>
  `EXISTS (SELECT FROM application_step s WHERE s.application_id = a.id AND s.actor_id = ${user} AND s.action IN ${DECISIONS}
     AND s.level IS DISTINCT FROM ${level} AND s.level IS NOT NULL)`;
export const OVERTURNED = (user: string): string =>
  `EXISTS (SELECT FROM application_step s WHERE s.application_id = a.id AND s.actor_id = ${user} AND s.action = 'refuse' AND EXISTS (
     SELECT FROM application_step r WHERE r.application_id = a.id AND r.action = 'reopen' AND r.at > s.at))`;
/** They decided it, at whatever level: what is said against a decision is examined by others (domain R30). */
export const TOOK_PART = (user: string): string =>
  `EXISTS (SELECT FROM application_step s WHERE s.application_id = a.id AND s.actor_id = ${user}
     AND s.action IN ('approve', 'issue', 'return', 'refuse') AND s.level IS NOT NULL)`;

/** One statement. `level` is the one that would decide now. */
export async function avoidanceOf(
  db: Queryable,
  applicationId: string,
  userId: string,
  level: ReviewLevel | null,
): Promise<Avoidance> {
  const [row] = await db.query<Avoidance>(
    `SELECT ${CONCERNED('$2')} AS conflict, ${DECIDED_ELSEWHERE('$2', '$3')} AS "otherLevel", ${OVERTURNED('$2')} AS overturned
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

/** Throws `objection_same_person` for who decided the application, at whatever level. */
export async function requireNoPart(tx: Tx, applicationId: string, userId: string): Promise<void> {
  const part = await tx.one(`SELECT 1 AS part FROM application a WHERE a.id = $1 AND ${TOOK_PART('$2')}`, [
    applicationId,
    userId,
  ]);
  if (part) throw new DomainError('objection_same_person');
}
