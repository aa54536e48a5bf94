import type { RecallGrade, RecallStatus } from '@yigou/contracts';
import { type By, signatureOf } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { atMarket, type Tx } from '@yigou/platform';
import { RECALL, type RecallAction } from './recall-status';

/** The status of recalls is written here and nowhere else. */

/** A recall under its lock. */
export interface LockedRecall {
  readonly id: string;
  readonly number: string;
  readonly status: RecallStatus;
  readonly supplierId: string;
  readonly certificateId: string;
  readonly productName: string;
  readonly regionCode: string | null;
  /** That the stock held back was checked, and is sold again. */
  readonly setAside: boolean;
}
export interface NewRecall {
  readonly id: string;
  readonly grade: RecallGrade;
  readonly supplierId: string;
  readonly certificateId: string;
  readonly productName: string;
  readonly regionCode: string | null;
  readonly reason: string;
  readonly advice: string;
  readonly evidence: readonly string[];
  readonly bySupplier: boolean;
  readonly openedBy: string;
  /** The last day on which it is to be complete. */
  readonly completeBy: string;
}

/** Throws `not_found`. */
export async function lockRecall(tx: Tx, id: string): Promise<LockedRecall> {
  const recall = await tx.one<LockedRecall>(
    `SELECT id, number, status, supplier_id AS "supplierId", certificate_id AS "certificateId", product_name AS "productName", region_code AS "regionCode",
       set_aside_at IS NOT NULL AS "setAside" FROM recalls_recall WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (!recall) throw new DomainError('not_found');
  return recall;
}

/** Writes a recall with its first step; gives its number. */
export async function addRecall(tx: Tx, recall: NewRecall, by: By): Promise<string> {
  const to = RECALL.next(null, 'open');
  const row = await tx.one<{ number: string }>(
    `INSERT INTO recalls_recall (id, number, status, grade, supplier_id, certificate_id, product_name, region_code, reason, advice, evidence,
       opened_by, by_supplier, complete_by)
     VALUES ($1, 'ZH' || to_char(${atMarket('clock_timestamp()')}, 'YYMMDD') || zero_padded(nextval('recalls_recall_number'), 6),
       $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING number`,
    [
      recall.id,
      to,
      recall.grade,
      recall.supplierId,
      recall.certificateId,
      recall.productName,
      recall.regionCode,
      recall.reason,
      recall.advice,
      [...recall.evidence],
      recall.openedBy,
      recall.bySupplier,
      recall.completeBy,
    ],
  );
  await addStep(tx, recall.id, { action: 'open', by, note: recall.reason }, null, to);
  return row?.number ?? '';
}

export interface RecallMove {
  readonly action: Exclude<RecallAction, 'open'>;
  readonly by: By;
  readonly note: string;
  /** With a report alone. */
  readonly report?: unknown;
}

/** Moves a locked recall: state, clocks and step. Throws what the machine refuses the action with. */
export async function moveRecall(tx: Tx, { id, status }: LockedRecall, move: RecallMove): Promise<void> {
  const to = RECALL.next(status, move.action);
  await tx.query(
    `UPDATE recalls_recall SET status = $2, report = coalesce($3::jsonb, report),
       set_aside_at = CASE WHEN $4::boolean THEN clock_timestamp() ELSE set_aside_at END,
       closed_at = CASE WHEN $2 = 'closed' THEN clock_timestamp() END WHERE id = $1`,
    [id, to, move.report === undefined ? null : JSON.stringify(move.report), move.action === 'set_aside'],
  );
  await addStep(tx, id, move, status, to);
}

async function addStep(
  tx: Tx,
  recallId: string,
  { action, by, note }: { readonly action: RecallAction; readonly by: By; readonly note: string },
  from: RecallStatus | null,
  to: RecallStatus,
): Promise<void> {
  const { userId, name, seat } = signatureOf(by);
  await tx.query(
    `INSERT INTO recalls_recall_step (id, recalls_recall_id, action, from_status, to_status, actor_id, actor_name, seat, note)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [newId(), recallId, action, from, to, userId, name, seat, note],
  );
}
