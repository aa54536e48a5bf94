import type { ReviewLevel, SanctionKind, SanctionStatus } from '@yigou/contracts';
import type { Signature } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import { SANCTION, type SanctionAction } from './sanction-status';

/** The status of a decision is written here and nowhere else. */

/** A decision under its lock. */
export interface LockedSanction {
  readonly id: string;
  readonly kind: SanctionKind;
  readonly status: SanctionStatus;
  readonly supplierId: string;
  readonly certificateId: string | null;
  readonly level: ReviewLevel;
  readonly decidedBy: string | null;
}
export interface NewSanction {
  readonly id: string;
  readonly kind: SanctionKind;
  readonly supplierId: string;
  readonly certificateId: string | null;
  readonly regionCode: string | null;
  readonly reason: string;
  readonly evidence: readonly string[];
  readonly inspectionId: string | null;
  readonly complaintId: string | null;
  readonly by: Signature;
  readonly level: ReviewLevel;
  /** Null: until it is lifted. */
  readonly endsAt: Date | null;
  /** Until when an appeal against it may be filed. */
  readonly appealBy: Date;
}

/** Locks a decision whose subject is locked already. Throws `not_found`. */
export async function lockSanction(tx: Tx, id: string): Promise<LockedSanction> {
  const sanction = await tx.one<LockedSanction>(
    `SELECT id, kind, status, supplier_id AS "supplierId", certificate_id AS "certificateId", level, decided_by AS "decidedBy"
     FROM sanction WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (!sanction) throw new DomainError('not_found');
  return sanction;
}

/** Writes a decision with its first step, in one statement; false when one of its kind is in force for the subject already. The caller holds the subject's lock. */
export async function addSanction(tx: Tx, sanction: NewSanction): Promise<boolean> {
  const { by } = sanction;
  const rows = await tx.query(
    `WITH imposed AS (
       INSERT INTO sanction (id, kind, status, supplier_id, certificate_id, region_code, reason, evidence, inspection_id, complaint_id,
         decided_by, decided_by_name, seat, level, ends_at, appeal_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $17) ON CONFLICT DO NOTHING RETURNING id)
     INSERT INTO sanction_step (id, sanction_id, action, from_status, to_status, actor_id, actor_name, seat, reason)
     SELECT $16::uuid, id, 'impose', NULL, $3, $11, $12, $13, $7 FROM imposed RETURNING id`,
    [
      sanction.id,
      sanction.kind,
      SANCTION.next(null, 'impose'),
      sanction.supplierId,
      sanction.certificateId,
      sanction.regionCode,
      sanction.reason,
      [...sanction.evidence],
      sanction.inspectionId,
      sanction.complaintId,
      by.userId,
      by.name,
      by.seat,
      sanction.level,
      sanction.endsAt,
      newId(),
      sanction.appealBy,
    ],
  );
  return rows.length > 0;
}

export interface SanctionMove {
  readonly action: Exclude<SanctionAction, 'impose'>;
  readonly by: Signature;
  readonly reason: string;
}

/** Ends a locked decision: state, clock and step in one statement. Gives the new state; throws `illegal_transition` when it is no longer in force. */
export async function moveSanction(
  tx: Tx,
  { id, status }: LockedSanction,
  { action, by, reason }: SanctionMove,
): Promise<SanctionStatus> {
  const to = SANCTION.next(status, action);
  await tx.query(
    `WITH moved AS (
       UPDATE sanction SET status = $2, closed_by = $3, closed_at = clock_timestamp(), closed_reason = $4 WHERE id = $1)
     INSERT INTO sanction_step (id, sanction_id, action, from_status, to_status, actor_id, actor_name, seat, reason)
     VALUES ($5, $1, $6, $7, $2, $3, $8, $9, $4)`,
    [id, to, by.userId, reason, newId(), action, status, by.name, by.seat],
  );
  return to;
}
