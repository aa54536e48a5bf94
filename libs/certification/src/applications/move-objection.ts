import type { ObjectionStatus } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import { OBJECTION } from './objection-status';

/** The status of an objection is written here and nowhere else. The caller holds the lock of its application, whose history tells of it. */

export interface NewObjection {
  readonly id: string;
  readonly number: string;
  readonly applicationId: string;
  readonly nameSealed: string;
  readonly contactSealed: string;
  readonly reason: string;
  readonly evidence: readonly string[];
  /** By when it is to be examined. */
  readonly dueAt: Date;
}

export async function addObjection(tx: Tx, objection: NewObjection): Promise<void> {
  const { id, number, applicationId, nameSealed, contactSealed, reason, evidence, dueAt } = objection;
  await tx.query(
    `INSERT INTO objection (id, number, application_id, status, name_sealed, contact_sealed, reason, evidence, due_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, number, applicationId, OBJECTION.next(null, 'file'), nameSealed, contactSealed, reason, [...evidence], dueAt],
  );
}

export interface Examination {
  readonly id: string;
  readonly applicationId: string;
  readonly finding: 'upheld' | 'rejected';
  readonly reason: string;
  readonly userId: string;
}

/**
 * Writes what an examination found. An application that ends takes its other objections with it: they were right, or came too late to matter. Throws
 * `already_decided` with `{ by, at, status }`.
 */
export async function moveObjection(
  tx: Tx,
  { id, applicationId, finding, reason, userId }: Examination,
): Promise<void> {
  const row = await tx.one<{ status: ObjectionStatus; by: string | null; at: Date | null }>(
    `SELECT b.status, u.name AS by, b.examined_at AS at FROM objection b LEFT JOIN app_user u ON u.id = b.examined_by WHERE b.id = $1`,
    [id],
  );
  const action = finding === 'upheld' ? 'uphold' : 'reject';
  if (!row || !OBJECTION.can(row.status, action))
    throw new DomainError('already_decided', {
      by: row?.by ?? null,
      at: row?.at?.toISOString() ?? null,
      status: row?.status ?? null,
    });
  await tx.query(
    `UPDATE objection SET status = $3, finding = $4, examined_by = $5, examined_at = clock_timestamp()
     WHERE application_id = $2 AND status = $6 AND (id = $1 OR $3 = 'upheld')`,
    [id, applicationId, OBJECTION.next(row.status, action), reason, userId, OBJECTION.initial],
  );
}
