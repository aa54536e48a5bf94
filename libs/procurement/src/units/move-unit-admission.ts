import type { UnitAdmissionStatus } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import { UNIT_ADMISSION, type UnitAdmissionAction } from './unit-admission-status';

/** A request under its lock. */
export interface LockedAdmission {
  readonly id: string;
  readonly unitId: string;
  readonly parentId: string;
  readonly regionCode: string;
  readonly status: UnitAdmissionStatus;
}
const COLUMNS = `id, unit_id AS "unitId", parent_id AS "parentId", region_code AS "regionCode", status`;

/** Throws `not_found`. */
export async function lockAdmission(tx: Tx, id: string): Promise<LockedAdmission> {
  const found = await tx.one<LockedAdmission>(`SELECT ${COLUMNS} FROM unit_admission WHERE id = $1 FOR UPDATE`, [id]);
  if (!found) throw new DomainError('not_found');
  return found;
}

/** The unit's latest request. Throws `not_found`. */
export async function lockLatestAdmission(tx: Tx, unitId: string): Promise<LockedAdmission> {
  const found = await tx.one<LockedAdmission>(
    `SELECT ${COLUMNS} FROM unit_admission WHERE unit_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1 FOR UPDATE`,
    [unitId],
  );
  if (!found) throw new DomainError('not_found');
  return found;
}

/** Who acts, of which organisation. */
export type Doer = Pick<SeatedCaller, 'actor' | 'seat'>;

/** Asks for a unit to stand below another. Throws `unit_admission_waiting` while another request of it waits. */
export async function askAdmission(
  tx: Tx,
  { unitId, parentId, regionCode }: Omit<LockedAdmission, 'id' | 'status'>,
  by: Doer,
): Promise<void> {
  const asked = await tx.query(
    `WITH made AS (INSERT INTO unit_admission (id, unit_id, parent_id, region_code, status) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING id)
     INSERT INTO unit_admission_step (id, unit_admission_id, action, from_status, to_status, by_id, by_organisation_id)
     SELECT $6, id, 'ask', NULL, $5, $7, $8 FROM made RETURNING id`,
    [newId(), unitId, parentId, regionCode, UNIT_ADMISSION.initial, newId(), by.actor.userId, by.seat.organisationId],
  );
  if (asked.length === 0) throw new DomainError('unit_admission_waiting');
}

/** Ends a locked request, with its step. Only this writes the status of one. Throws `unit_admission_closed`. */
export async function moveAdmission(
  tx: Tx,
  { id, status }: LockedAdmission,
  { action, by, reason = '' }: { action: Exclude<UnitAdmissionAction, 'ask'>; by: Doer; reason?: string },
): Promise<void> {
  await tx.query(
    `WITH moved AS (UPDATE unit_admission SET status = $2 WHERE id = $1)
     INSERT INTO unit_admission_step (id, unit_admission_id, action, from_status, to_status, by_id, by_organisation_id, reason)
     VALUES ($3, $1, $4, $5, $2, $6, $7, $8)`,
    [id, UNIT_ADMISSION.next(status, action), newId(), action, status, by.actor.userId, by.seat.organisationId, reason],
  );
}
