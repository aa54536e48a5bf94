import { DomainError } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';

/** Why a person must not decide an appeal: they had a part in what it is about, from whatever seat (谁审核谁把关谁负责, domain R30). */
export const INVOLVEMENTS = {
  decided: '原决定由您作出，须由他人复核。',
  examined: '第一次申诉由您复核，再次申诉须由他人复核。',
  inspected: '原决定所依据的抽查由您检查，须由他人复核。',
  handled: '原决定所依据的投诉由您办理，须由他人复核。',
  reviewed: '您审核过该申请，须由他人复核。',
} as const;
export type Involvement = keyof typeof INVOLVEMENTS;

/** The part that a person had in what the appeal `v` is about; null when they had none. As SQL. */
export const INVOLVEMENT = (user: string): string => `CASE
  WHEN v.first_decided_by = ${user} OR EXISTS (SELECT FROM sanction mine WHERE mine.id = v.sanction_id AND mine.decided_by = ${user}) THEN 'decided'
  WHEN EXISTS (SELECT FROM appeal before WHERE before.instance < v.instance AND before.decided_by = ${user}
    AND (before.sanction_id = v.sanction_id OR before.refusal_id = v.refusal_id)) THEN 'examined'
  WHEN EXISTS (SELECT FROM sanction mine JOIN inspection ground ON ground.id = mine.inspection_id WHERE mine.id = v.sanction_id
    AND (ground.recorded_by = ${user} OR EXISTS (SELECT FROM inspection_step look WHERE look.inspection_id = ground.id
      AND look.actor_id = ${user} AND look.action <> 'order'))) THEN 'inspected'
  WHEN EXISTS (SELECT FROM sanction mine JOIN complaint ground ON ground.id = mine.complaint_id WHERE mine.id = v.sanction_id
    AND (ground.handler_id = ${user} OR EXISTS (SELECT FROM complaint_step act WHERE act.complaint_id = ground.id
      AND act.actor_id = ${user}))) THEN 'handled'
  WHEN EXISTS (SELECT FROM application_step act WHERE act.application_id = v.application_id AND act.actor_id = ${user}
    AND act.level IS NOT NULL) THEN 'reviewed'
  END`;

/** Throws `appeal_same_person`, saying which part the person had. Call it under the locks of the appeal and of what it is against. */
export async function requireFreshEyes(tx: Tx, appealId: string, userId: string): Promise<void> {
  const row = await tx.one<{ part: Involvement | null }>(
    `SELECT ${INVOLVEMENT('$2::uuid')} AS part FROM appeal v WHERE v.id = $1`,
    [appealId, userId],
  );
  if (row?.part) throw new DomainError('appeal_same_person', { part: row.part }, INVOLVEMENTS[row.part]);
}

/** Whether the person's last word about a subject was overturned and nobody else has decided about it since, as SQL. */
const OVERTURNED = `EXISTS (SELECT FROM sanction mine WHERE mine.supplier_id = $1 AND mine.certificate_id IS NOT DISTINCT FROM $2::uuid
  AND mine.decided_by = $3 AND mine.status = 'overturned' AND NOT EXISTS (SELECT FROM sanction later
    WHERE later.supplier_id = $1 AND later.certificate_id IS NOT DISTINCT FROM $2::uuid AND later.decided_at > mine.decided_at
      AND later.decided_by IS DISTINCT FROM $3))`;

/**
 * After an appeal that was upheld somebody else decides anew about the subject, whatever kind of decision it is. Throws `overturned_same_person`. Call it under the
 * subject's lock.
 */
export async function requireNotOverturned(
  tx: Tx,
  { supplierId, certificateId }: { readonly supplierId: string; readonly certificateId: string | null },
  userId: string,
): Promise<void> {
  const row = await tx.one<{ overturned: boolean }>(`SELECT ${OVERTURNED} AS overturned`, [
    supplierId,
    certificateId,
    userId,
  ]);
  if (row?.overturned) throw new DomainError('overturned_same_person');
}
