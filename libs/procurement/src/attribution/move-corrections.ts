import type { ShareCorrectionStatus } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import { DomainError, type Fen, newId } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import { SHARE_CORRECTION, type ShareCorrectionAction } from './correction-status';

/** A request under its lock. */
export interface LockedCorrection {
  readonly id: string;
  /** The order. */
  readonly holder: string;
  readonly orderNumber: string;
  readonly year: number;
  readonly unitId: string;
  readonly toUnitId: string;
  readonly regionCode: string;
  readonly status: ShareCorrectionStatus;
}
/** What a request is about, as its order said it and its unit wrote it. */
export interface CorrectionToAsk extends Omit<LockedCorrection, 'id' | 'status'> {
  readonly supplierName: string;
  readonly orderedAt: Date;
  readonly goodsFen: Fen;
  readonly reason: string;
  readonly proofIds: readonly string[];
}

/** Throws `not_found`. */
export async function lockCorrection(tx: Tx, id: string): Promise<LockedCorrection> {
  const found = await tx.one<LockedCorrection>(
    `SELECT id, holder, order_number AS "orderNumber", year::int, unit_id AS "unitId", to_unit_id AS "toUnitId", region_code AS "regionCode", status
     FROM share_correction WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (!found) throw new DomainError('not_found');
  return found;
}

/** Writes a request; answers its id. Throws `correction_exists` for an order one of which is open or was approved. */
export async function askCorrection(tx: Tx, said: CorrectionToAsk, { actor, seat }: SeatedCaller): Promise<string> {
  const id = newId();
  const made = await tx.query(
    `WITH made AS (
       INSERT INTO share_correction (id, holder, order_number, supplier_name, ordered_at, goods_fen, year, unit_id, to_unit_id, region_code, reason, proof_ids, status)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING RETURNING id)
     INSERT INTO share_correction_step (id, share_correction_id, action, from_status, to_status, by_id, by_organisation_id)
     SELECT $14, id, 'ask', NULL, $13, $15, $16 FROM made RETURNING id`,
    [
      id,
      said.holder,
      said.orderNumber,
      said.supplierName,
      said.orderedAt,
      said.goodsFen,
      said.year,
      said.unitId,
      said.toUnitId,
      said.regionCode,
      said.reason,
      said.proofIds,
      SHARE_CORRECTION.initial,
      newId(),
      actor.userId,
      seat.organisationId,
    ],
  );
  if (made.length === 0) throw new DomainError('correction_exists');
  return id;
}

/** Moves a locked request, with its step. Only this writes the status of one. Throws `correction_closed`. */
export async function moveCorrection(
  tx: Tx,
  { id, status }: LockedCorrection,
  move: {
    readonly action: Exclude<ShareCorrectionAction, 'ask'>;
    readonly by: SeatedCaller;
    readonly reason?: string;
    /** By when whoever gets it must have decided. */
    readonly dueOn?: string;
  },
): Promise<void> {
  const { action, by, reason = '', dueOn = null } = move;
  await tx.query(
    `WITH moved AS (UPDATE share_correction SET status = $2, due_on = $3 WHERE id = $1)
     INSERT INTO share_correction_step (id, share_correction_id, action, from_status, to_status, by_id, by_organisation_id, reason)
     VALUES ($4, $1, $5, $6, $2, $7, $8, $9)`,
    [
      id,
      SHARE_CORRECTION.next(status, action),
      dueOn,
      newId(),
      action,
      status,
      by.actor.userId,
      by.seat.organisationId,
      reason,
    ],
  );
}
