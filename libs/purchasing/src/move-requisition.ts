import type { Delivery, RequisitionStatus, SplitFlag } from '@yigou/contracts';
import { DomainError, type Fen, newId } from '@yigou/kernel';
import { publish, type Tx } from '@yigou/platform';
import { RequisitionMoved } from './purchasing.events';
import { REQUISITION, type RequisitionAction } from './requisition-status';

/** A requisition under its lock. */
export interface LockedRequisition {
  readonly id: string;
  readonly unitId: string;
  readonly requesterId: string;
  readonly status: RequisitionStatus;
  readonly totalFen: Fen;
  readonly linesHash: string;
  readonly approverId: string | null;
  readonly lockVersion: number;
  /** Nobody decided in time. */
  readonly over: boolean;
}

/** What an approval of the requisition `q` is of, as SQL: its lines with their prices, the day, the place and the budget, and where it names delivery points, what goes to which. */
export const LINES_HASH = `encode(sha256(convert_to(concat_ws('|', q.deliver_on, q.deliver_to, q.budget_id, nullif(q.deliveries, '[]')::text,
  (SELECT string_agg(concat_ws(':', l.sku_id, l.quantity, l.price_fen), ',' ORDER BY l.position)
     FROM purchasing_requisition_line l WHERE l.requisition_id = q.id)), 'UTF8')), 'hex')`;

/** Of an order `o`: called off, or nobody paid in time. Neither comes back. */
export const ORDER_OVER = `(o.status IN ('cancelled', 'expired'))`;

/** Locks a requisition, then reads it. Throws `not_found`, also for another unit's. */
export async function lockRequisition(tx: Tx, id: string, unitId: string): Promise<LockedRequisition> {
  await tx.query('SELECT FROM purchasing_requisition WHERE id = $1 FOR UPDATE', [id]);
  const found = await tx.one<LockedRequisition>(
    `SELECT id, unit_id AS "unitId", requester_id AS "requesterId", status, total_fen AS "totalFen", lines_hash AS "linesHash",
       approver_id AS "approverId", lock_version AS "lockVersion", coalesce(expires_at <= clock_timestamp(), false) AS over
     FROM purchasing_requisition WHERE id = $1 AND unit_id = $2`,
    [id, unitId],
  );
  if (!found) throw new DomainError('not_found');
  return found;
}

export interface NewRequisition {
  readonly unitId: string;
  readonly requesterId: string;
  readonly purpose: string;
  readonly deliverOn: string;
  readonly deliverTo: string;
  readonly poNumber?: string | undefined;
  readonly budgetId: string | null;
  readonly deliveries: readonly Delivery[];
}

/** Begins one without lines; answers its id. */
export async function openRequisition(tx: Tx, of: NewRequisition): Promise<string> {
  const id = newId();
  await tx.query(
    `WITH made AS (INSERT INTO purchasing_requisition (id, unit_id, requester_id, status, purpose, deliver_on, deliver_to, budget_id, po_number, deliveries)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, nullif($10, ''), $11) RETURNING id)
     INSERT INTO purchasing_requisition_step (id, purchasing_requisition_id, action, from_status, to_status, by_id)
     SELECT $9, id, 'open', NULL, $4, $3 FROM made`,
    [
      id,
      of.unitId,
      of.requesterId,
      REQUISITION.initial,
      of.purpose,
      of.deliverOn,
      of.deliverTo,
      of.budgetId,
      newId(),
      of.poNumber ?? '',
      JSON.stringify(of.deliveries),
    ],
  );
  return id;
}

export interface RequisitionMove {
  readonly action: Exclude<RequisitionAction, 'open'>;
  /** Null: its time was over. */
  readonly byId: string | null;
  readonly reason?: string;
  /** Of `submit` and `pass_on`: whose turn it is. */
  readonly approverId?: string;
  /** Of `submit`. */
  readonly days?: number;
  readonly split?: SplitFlag | null;
  /** Of `order`. */
  readonly checkoutId?: string;
}

/** Moves a locked requisition along its table: state, clocks and step in one statement. Only this writes the status. Throws `requisition_closed`. */
export async function moveRequisition(tx: Tx, of: LockedRequisition, move: RequisitionMove): Promise<void> {
  const { action, byId, reason = '', approverId = null, days = null, split = null, checkoutId = null } = move;
  const to = REQUISITION.next(of.status, action);
  await tx.query(
    `WITH moved AS (UPDATE purchasing_requisition q SET status = $2, lock_version = lock_version + 1,
         approver_id = CASE WHEN $2 IN ('submitted', 'approved', 'ordered') THEN coalesce($3, approver_id) END,
         approved_hash = CASE WHEN $4 = 'approve' THEN lines_hash WHEN $4 = 'order' THEN approved_hash END,
         decided_by = CASE WHEN $4 IN ('approve', 'return') THEN $5::uuid WHEN $4 = 'order' THEN decided_by END,
         decided_at = CASE WHEN $4 IN ('approve', 'return') THEN clock_timestamp() WHEN $4 = 'order' THEN decided_at END,
         submitted_at = CASE WHEN $4 = 'submit' THEN clock_timestamp() ELSE submitted_at END,
         expires_at = CASE WHEN $4 = 'submit' THEN clock_timestamp() + make_interval(days => $6) WHEN $4 = 'pass_on' THEN expires_at END,
         split = CASE WHEN $4 = 'submit' THEN $7::jsonb WHEN $2 IN ('submitted', 'approved', 'ordered') THEN split END, checkout_id = $11
       WHERE id = $1)
     INSERT INTO purchasing_requisition_step (id, purchasing_requisition_id, action, from_status, to_status, by_id, reason)
     VALUES ($8, $1, $4, $9, $2, $5, $10)`,
    [of.id, to, approverId, action, byId, days, split && JSON.stringify(split), newId(), of.status, reason, checkoutId],
  );
  await publish(tx, RequisitionMoved, { requisitionId: of.id, unitId: of.unitId, action, status: to });
}
