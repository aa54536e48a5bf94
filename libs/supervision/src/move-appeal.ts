import type { AppealStatus, ReviewLevel } from '@yigou/contracts';
import type { Signature } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import { APPEAL } from './appeal-status';
import type { Matter } from './decide';

/** The status of an appeal is written here and nowhere else. */

/** An appeal under its lock, and under that of what it is against. */
export interface LockedAppeal extends Matter {
  readonly id: string;
  readonly status: AppealStatus;
  readonly supplierId: string;
  readonly sanctionId: string | null;
  readonly applicationId: string | null;
  /** The lowest level that may decide it. */
  readonly level: ReviewLevel;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly instance: 1 | 2;
}
export interface NewAppeal {
  readonly id: string;
  /** 1 is against the decision, 2 asks once more after the first was rejected. */
  readonly instance: 1 | 2;
  readonly level: ReviewLevel;
  readonly sanctionId: string | null;
  readonly applicationId: string | null;
  /** The step of the application that refused it. */
  readonly refusalId: string | null;
  readonly supplierId: string;
  readonly regionCode: string | null;
  readonly reason: string;
  readonly evidenceIds: readonly string[];
  readonly by: Signature;
  /** By when it is to be decided. */
  readonly dueAt: Date;
  readonly firstDecidedBy: string | null;
}

/** Writes an appeal with its first step, in one statement. The caller holds the lock of what it is against. */
export async function addAppeal(tx: Tx, appeal: NewAppeal): Promise<void> {
  const { by } = appeal;
  await tx.query(
    `WITH filed AS (
       INSERT INTO appeal (id, sanction_id, application_id, refusal_id, instance, level, supplier_id, region_code, status, reason, evidence,
         filed_by, due_at, first_decided_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14))
     INSERT INTO appeal_step (id, appeal_id, action, from_status, to_status, actor_id, actor_name, seat, reason)
     VALUES ($15, $1, 'file', NULL, $9, $12, $16, $17, $10)`,
    [
      appeal.id,
      appeal.sanctionId,
      appeal.applicationId,
      appeal.refusalId,
      appeal.instance,
      appeal.level,
      appeal.supplierId,
      appeal.regionCode,
      APPEAL.next(null, 'file'),
      appeal.reason,
      [...appeal.evidenceIds],
      by.userId,
      appeal.dueAt,
      appeal.firstDecidedBy,
      newId(),
      by.name,
      by.seat,
    ],
  );
}

/** Locks an appeal whose subject is locked already, then reads it. Throws `not_found`. */
export async function lockAppeal(tx: Tx, id: string): Promise<LockedAppeal> {
  await tx.query('SELECT 1 FROM appeal WHERE id = $1 FOR UPDATE', [id]);
  const appeal = await tx.one<LockedAppeal>(
    `SELECT v.id, v.status, v.supplier_id AS "supplierId", v.sanction_id AS "sanctionId", v.application_id AS "applicationId", v.level,
       v.region_code AS "regionCode", f.township, v.decided_by AS "decidedBy", v.decided_at AS "decidedAt", v.instance
     FROM appeal v LEFT JOIN supplier_file f ON f.supplier_id = v.supplier_id WHERE v.id = $1`,
    [id],
  );
  if (!appeal) throw new DomainError('not_found');
  return appeal;
}

export interface AppealDecision {
  readonly upheld: boolean;
  readonly reason: string;
  readonly evidenceIds: readonly string[];
  /** Until when the supplier may ask once more: of a first appeal that is rejected, else null. */
  readonly againBy: Date | null;
}

/** Decides a locked appeal: state, finding and step in one statement. Throws `already_decided` with `details.by`, `at` and `status`. */
export async function moveAppeal(
  tx: Tx,
  appeal: LockedAppeal,
  { upheld, reason, evidenceIds, againBy }: AppealDecision,
  { by, level }: { readonly by: Signature; readonly level: ReviewLevel },
): Promise<void> {
  const action = upheld ? 'uphold' : 'reject';
  if (!APPEAL.can(appeal.status, action)) throw await decidedBefore(tx, appeal);
  await tx.query(
    `WITH moved AS (
       UPDATE appeal SET status = $2, decision = $3, decision_evidence = $4, decided_by = $5, decided_by_name = $6, decided_level = $7,
         decided_at = clock_timestamp(), again_by = $13 WHERE id = $1)
     INSERT INTO appeal_step (id, appeal_id, action, from_status, to_status, actor_id, actor_name, seat, reason)
     VALUES ($8, $1, $9, $10, $2, $5, $11, $12, $3)`,
    [
      appeal.id,
      APPEAL.next(appeal.status, action),
      reason,
      evidenceIds,
      by.userId,
      `${by.name}（${by.seat}）`,
      level,
      newId(),
      action,
      appeal.status,
      by.name,
      by.seat,
      againBy,
    ],
  );
}

async function decidedBefore(tx: Tx, { decidedBy, decidedAt, status }: LockedAppeal): Promise<DomainError> {
  const by = await tx.one<{ name: string }>('SELECT name FROM app_user WHERE id = $1', [decidedBy]);
  return new DomainError('already_decided', { by: by?.name ?? null, at: decidedAt?.toISOString() ?? null, status });
}
