import type { ComplaintKind, ComplaintStatus } from '@yigou/contracts';
import type { Signature } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import { COMPLAINT } from './complaint-status';
import type { Matter } from './decide';

/** The status of a complaint is written here and nowhere else. */

/** A complaint under its lock. */
export interface LockedComplaint extends Matter {
  readonly id: string;
  readonly number: string;
  readonly status: ComplaintStatus;
  readonly certificateId: string | null;
  readonly handler: string | null;
  /** When it came into its state. */
  readonly since: Date;
}
export interface NewComplaint {
  readonly id: string;
  readonly number: string;
  readonly kind: ComplaintKind;
  readonly certificateId: string | null;
  readonly productId: string | null;
  readonly supplierId: string | null;
  readonly regionCode: string | null;
  readonly nameSealed: string | null;
  readonly contactSealed: string | null;
  readonly content: string;
  readonly evidence: readonly string[];
  /** By when it is to be answered. */
  readonly dueAt: Date;
}

/** Writes a complaint of anybody's with its first step, in one statement. */
export async function addComplaint(tx: Tx, complaint: NewComplaint): Promise<void> {
  await tx.query(
    `WITH filed AS (
       INSERT INTO complaint (id, number, kind, status, certificate_id, product_id, supplier_id, region_code, name_sealed, contact_sealed,
         content, evidence, due_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13))
     INSERT INTO complaint_step (id, complaint_id, action, from_status, to_status, actor_name, seat)
     VALUES ($14, $1, 'file', NULL, $4, '公众', '公众')`,
    [
      complaint.id,
      complaint.number,
      complaint.kind,
      COMPLAINT.next(null, 'file'),
      complaint.certificateId,
      complaint.productId,
      complaint.supplierId,
      complaint.regionCode,
      complaint.nameSealed,
      complaint.contactSealed,
      complaint.content,
      [...complaint.evidence],
      complaint.dueAt,
      newId(),
    ],
  );
}

/** Locks a complaint, then reads it as it is. Throws `not_found`. */
export async function lockComplaint(tx: Tx, id: string): Promise<LockedComplaint> {
  if (!(await tx.one('SELECT 1 FROM complaint WHERE id = $1 FOR UPDATE', [id]))) throw new DomainError('not_found');
  const complaint = await tx.one<LockedComplaint>(
    `SELECT v.id, v.number, v.status, v.certificate_id AS "certificateId", v.supplier_id AS "supplierId", v.region_code AS "regionCode",
       f.township, u.name AS handler, coalesce(v.answered_at, v.taken_at, v.created_at) AS since
     FROM complaint v LEFT JOIN supplier_file f ON f.supplier_id = v.supplier_id LEFT JOIN app_user u ON u.id = v.handler_id WHERE v.id = $1`,
    [id],
  );
  if (!complaint) throw new DomainError('not_found');
  return complaint;
}

export type ComplaintMove =
  | { readonly action: 'take'; readonly by: Signature }
  | { readonly action: 'answer'; readonly by: Signature; readonly founded: boolean; readonly answer: string };

/** Moves a locked complaint: state, clocks, handler and step in one statement. Throws `already_decided` with `details.by`, `at` and `status`. */
export async function moveComplaint(tx: Tx, complaint: LockedComplaint, move: ComplaintMove): Promise<void> {
  const { id, status, handler, since } = complaint;
  const { action, by } = move;
  if (!COMPLAINT.can(status, action))
    throw new DomainError('already_decided', { by: handler, at: since.toISOString(), status });
  const answer = move.action === 'answer' ? move : null;
  await tx.query(
    `WITH moved AS (
       UPDATE complaint SET status = $2, handler_id = $3, taken_at = coalesce(taken_at, clock_timestamp()), answer = $4, founded = $5,
         answered_at = CASE WHEN $4::text IS NOT NULL THEN clock_timestamp() END
       WHERE id = $1)
     INSERT INTO complaint_step (id, complaint_id, action, from_status, to_status, actor_id, actor_name, seat, reason)
     VALUES ($6, $1, $7, $8, $2, $3, $9, $10, coalesce($4, ''))`,
    [
      id,
      COMPLAINT.next(status, action),
      by.userId,
      answer?.answer ?? null,
      answer?.founded ?? null,
      newId(),
      action,
      status,
      by.name,
      by.seat,
    ],
  );
}
