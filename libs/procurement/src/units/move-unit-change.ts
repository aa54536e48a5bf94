import type { UnitChangeKind, UnitChangeStatus } from '@yigou/contracts';
import { DomainError, newId } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import type { Findings } from '../filings/share-reviews.service';
import type { Doer } from './move-unit-admission';
import { UNIT_CHANGE, type UnitChangeAction } from './unit-change-status';

/** What a unit says of itself. */
export interface ReportedChange {
  readonly unitId: string;
  readonly kind: UnitChangeKind;
  readonly newName: string | null;
  readonly successorId: string | null;
  /** YYYY-MM-DD where the market is. */
  readonly effectiveOn: string;
  readonly proofId: string;
  readonly remark: string;
}
/** A report under its lock. */
export interface LockedUnitChange extends Omit<ReportedChange, 'remark'> {
  readonly id: string;
  readonly status: UnitChangeStatus;
}

/** Throws `not_found`. */
export async function lockUnitChange(tx: Tx, id: string): Promise<LockedUnitChange> {
  const found = await tx.one<LockedUnitChange>(
    `SELECT id, unit_id AS "unitId", kind, new_name AS "newName", successor_id AS "successorId", effective_on::text AS "effectiveOn",
       proof_id AS "proofId", status FROM unit_change WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (!found) throw new DomainError('not_found');
  return found;
}

/** Throws `unit_change_waiting` while another report of the unit waits. Answers its id. */
export async function reportChange(tx: Tx, change: ReportedChange, by: Doer): Promise<string> {
  const id = newId();
  const made = await tx.query(
    `WITH made AS (
       INSERT INTO unit_change (id, unit_id, kind, new_name, successor_id, effective_on, proof_id, remark, status)
       VALUES ($1, $2, $3, $4, $5, $6::date, $7, $8, $9) ON CONFLICT DO NOTHING RETURNING id)
     INSERT INTO unit_change_step (id, unit_change_id, action, from_status, to_status, by_id, by_organisation_id)
     SELECT $10, id, 'report', NULL, $9, $11, $12 FROM made RETURNING id`,
    [
      id,
      change.unitId,
      change.kind,
      change.newName,
      change.successorId,
      change.effectiveOn,
      change.proofId,
      change.remark,
      UNIT_CHANGE.initial,
      newId(),
      by.actor.userId,
      by.seat.organisationId,
    ],
  );
  if (made.length === 0) throw new DomainError('unit_change_waiting');
  return id;
}

/** Ends a locked report, with its step. Only this and `lapseChanges` write the status of one. Throws `unit_change_closed`. */
export async function moveUnitChange(
  tx: Tx,
  { id, status }: Pick<LockedUnitChange, 'id' | 'status'>,
  move: { readonly action: Exclude<UnitChangeAction, 'report'>; readonly by: Doer } & Partial<Findings>,
): Promise<void> {
  const { action, by, reason = '', fieldNotes = {} } = move;
  await tx.query(
    `WITH moved AS (UPDATE unit_change SET status = $2 WHERE id = $1)
     INSERT INTO unit_change_step (id, unit_change_id, action, from_status, to_status, by_id, by_organisation_id, reason, field_notes)
     VALUES ($3, $1, $4, $5, $2, $6, $7, $8, $9)`,
    [
      id,
      UNIT_CHANGE.next(status, action),
      newId(),
      action,
      status,
      by.actor.userId,
      by.seat.organisationId,
      reason,
      JSON.stringify(fieldNotes),
    ],
  );
}

/** Units ended without their reports: what of these waits has nothing to wait for any more. The caller holds the tree. */
export async function lapseChanges(tx: Tx, by: Doer, unitIds: readonly string[]): Promise<void> {
  const open = await tx.query<{ id: string; status: UnitChangeStatus }>(
    `SELECT id, status FROM unit_change WHERE unit_id = ANY($1) AND status = 'waiting' ORDER BY id FOR UPDATE`,
    [unitIds],
  );
  for (const change of open) await moveUnitChange(tx, change, { action: 'lapse', by, reason: '单位已按名册撤并' });
}
