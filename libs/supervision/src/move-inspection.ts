import type { InspectionCause, InspectionItem, InspectionResult, InspectionStatus } from '@yigou/contracts';
import type { Signature } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import type { Matter } from './decide';
import { ACTION_OF_RESULT, INSPECTION } from './inspection-status';

/** The status of an inspection is written here and nowhere else. */

/** An inspection under its lock. */
export interface LockedInspection extends Matter {
  readonly id: string;
  readonly number: string;
  readonly status: InspectionStatus;
  readonly supplierId: string;
}

/** Locks an inspection. Throws `not_found`. */
export async function lockInspection(tx: Tx, id: string): Promise<LockedInspection> {
  const inspection = await tx.one<LockedInspection>(
    `SELECT v.id, v.number, v.status, v.supplier_id AS "supplierId", v.region_code AS "regionCode",
       (SELECT f.township FROM supplier_file f WHERE f.supplier_id = v.supplier_id) AS township
     FROM inspection v WHERE v.id = $1 FOR UPDATE OF v`,
    [id],
  );
  if (!inspection) throw new DomainError('not_found');
  return inspection;
}

export interface Order {
  readonly drawId: string | null;
  readonly cause: InspectionCause;
  readonly dueOn: string;
  readonly by: Signature;
}
/** What is to be inspected, with the number of its inspection. */
export interface Ordered {
  readonly number: string;
  readonly certificateId: string;
  readonly supplierId: string;
  readonly regionCode: string | null;
}

/** Orders inspections with their first steps, however many, in one statement. */
export async function orderInspections(tx: Tx, order: Order, inspections: readonly Ordered[]): Promise<void> {
  const { drawId, cause, dueOn, by } = order;
  await tx.query(
    `WITH wanted AS (SELECT * FROM unnest($6::uuid[], $7::text[], $8::uuid[], $9::uuid[], $10::text[], $11::uuid[])
         AS t (id, number, certificate, supplier, region, step)),
       ordered AS (
         INSERT INTO inspection (id, number, draw_id, certificate_id, supplier_id, region_code, cause, status, due_on, ordered_by)
         SELECT id, number, $1::uuid, certificate, supplier, region, $2, $3, $4::date, $5::uuid FROM wanted)
     INSERT INTO inspection_step (id, inspection_id, action, from_status, to_status, actor_id, actor_name, seat)
     SELECT step, id, 'order', NULL, $3, $5, $12, $13 FROM wanted`,
    [
      drawId,
      cause,
      INSPECTION.next(null, 'order'),
      dueOn,
      by.userId,
      inspections.map(() => newId()),
      inspections.map(({ number }) => number),
      inspections.map(({ certificateId }) => certificateId),
      inspections.map(({ supplierId }) => supplierId),
      inspections.map(({ regionCode }) => regionCode),
      inspections.map(() => newId()),
      by.name,
      by.seat,
    ],
  );
}

export interface Look {
  readonly result: InspectionResult;
  readonly items: Readonly<Record<InspectionItem, string>>;
  readonly findings: string;
  readonly evidenceIds: readonly string[];
  readonly rectifyBy: string | null;
}

/** Records what a look at a locked inspection found: state, findings and step in one statement. Throws `illegal_transition` when there is nothing to look at. */
export async function recordLook(tx: Tx, inspection: LockedInspection, look: Look, by: Signature): Promise<void> {
  const action = ACTION_OF_RESULT[look.result];
  await tx.query(
    `WITH moved AS (
       UPDATE inspection SET status = $2, items = $3, findings = $4, evidence = $5, recorded_by = $6, recorded_by_name = $7,
         recorded_at = clock_timestamp(), rectify_by = coalesce($8::date, rectify_by) WHERE id = $1)
     INSERT INTO inspection_step (id, inspection_id, action, from_status, to_status, actor_id, actor_name, seat, reason)
     VALUES ($9, $1, $10, $11, $2, $6, $12, $13, $4)`,
    [
      inspection.id,
      INSPECTION.next(inspection.status, action),
      JSON.stringify(look.items),
      look.findings,
      look.evidenceIds,
      by.userId,
      `${by.name}（${by.seat}）`,
      look.rectifyBy,
      newId(),
      action,
      inspection.status,
      by.name,
      by.seat,
    ],
  );
}

/** Writes what the supplier of a locked inspection has put right. Throws `illegal_transition` when nothing is asked for. */
export async function reportPutRight(
  tx: Tx,
  { id, status }: LockedInspection,
  { report, evidenceIds }: { readonly report: string; readonly evidenceIds: readonly string[] },
  by: Signature,
): Promise<void> {
  await tx.query(
    `WITH moved AS (
       UPDATE inspection SET status = $2, rectification = $3, rectification_evidence = $4, rectified_at = clock_timestamp() WHERE id = $1)
     INSERT INTO inspection_step (id, inspection_id, action, from_status, to_status, actor_id, actor_name, seat, reason)
     VALUES ($5, $1, 'report', $6, $2, $7, $8, $9, $3)`,
    [id, INSPECTION.next(status, 'report'), report, evidenceIds, newId(), status, by.userId, by.name, by.seat],
  );
}
