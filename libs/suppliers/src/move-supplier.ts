import type { SupplierAction, SupplierStatus } from '@yigou/contracts';
import { type By, signatureOf } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { publish, type Tx } from '@yigou/platform';
import { SupplierStep } from './supplier-step.entity';
import { StandingChanged } from './suppliers.events';
import { SELLING_STATUSES, SUPPLIER } from './supplier-status';

export interface SupplierMove {
  readonly supplierId: string;
  readonly action: SupplierAction;
  readonly by: By;
  readonly reason: string;
  readonly evidence?: readonly string[];
  /** Until when the next office should have decided; null: nobody is to. */
  readonly dueAt?: Date | null;
}

/**
 * Moves a supplier along its table: locks the file, checks, writes the state and the step, and tells the shelves when it may sell no more or again.
 * Throws `not_found`, and `illegal_transition` with `details.status` when the table has no such step from where it is.
 */
export async function moveSupplier(tx: Tx, move: SupplierMove): Promise<{ from: SupplierStatus; to: SupplierStatus }> {
  const file = await tx.one<{ status: SupplierStatus; returnedFrom: SupplierStatus | null }>(
    'SELECT status, returned_from AS "returnedFrom" FROM supplier_file WHERE supplier_id = $1 FOR UPDATE',
    [move.supplierId],
  );
  if (!file) throw new DomainError('not_found');
  const to = SUPPLIER.next(file.status, move.action, await chosen(tx, move, file));
  await tx.query(
    `UPDATE supplier_file SET status = $2, status_since = clock_timestamp(), version = version + 1, due_at = $3,
       returned_from = CASE WHEN $2 = 'returned' THEN $4 ELSE NULL END,
       submitted_at = CASE WHEN $5 = 'submit' THEN clock_timestamp() ELSE submitted_at END,
       admitted_at = CASE WHEN $5 = 'admit' THEN clock_timestamp() ELSE admitted_at END
     WHERE supplier_id = $1`,
    [move.supplierId, to, move.dueAt ?? null, file.status, move.action],
  );
  await writeStep(tx, move, file.status, to);
  if (SELLING_STATUSES.includes(file.status) !== SELLING_STATUSES.includes(to))
    await publish(tx, StandingChanged, { supplierIds: [move.supplierId] });
  return { from: file.status, to };
}

/** Which state it is where an action may lead to several: the review that sent the file back, or where a black-listed supplier had been before. */
async function chosen(
  tx: Tx,
  { supplierId, action }: SupplierMove,
  { status, returnedFrom }: { status: SupplierStatus; returnedFrom: SupplierStatus | null },
): Promise<SupplierStatus | undefined> {
  const open = SUPPLIER.targets(status, action);
  if (open.length < 2) return undefined;
  if (action === 'submit') return returnedFrom ?? 'county_review';
  const step = await tx.one<{ from: SupplierStatus | null }>(
    `SELECT from_status AS "from" FROM supplier_step WHERE supplier_id = $1 AND to_status = $2 ORDER BY at DESC, id DESC LIMIT 1`,
    [supplierId, status],
  );
  return open.find((state) => state === step?.from) ?? 'admitted';
}

export async function writeStep(
  tx: Tx,
  { supplierId, action, by, reason, evidence = [] }: SupplierMove,
  from: SupplierStatus | null,
  to: SupplierStatus,
): Promise<void> {
  const { userId, name, seat } = signatureOf(by);
  const who = { actorId: userId, actorName: name, seat };
  const step = { supplierId, action, fromStatus: from, toStatus: to, reason, evidence: [...evidence] };
  await tx.manager.insert(SupplierStep, { id: newId(), ...step, ...who });
}

/** Suppliers that came with an import count as admitted: whoever imports answers for them. Those that have a file keep it. */
export async function admitImported(tx: Tx, supplierIds: readonly string[]): Promise<void> {
  if (supplierIds.length === 0) return;
  await tx.query(
    `INSERT INTO supplier_file (supplier_id, status, region_code, admitted_at)
     SELECT id, 'admitted', region_code, clock_timestamp() FROM organisation WHERE id = ANY($1) AND kind = 'supplier'
     ON CONFLICT (supplier_id) DO NOTHING`,
    [supplierIds],
  );
}

interface Because {
  readonly by: By;
  readonly reason: string;
}

/** Suppliers that an import admitted which is undone have left, unless anybody has worked on their files since; answers which. */
export async function endImported(tx: Tx, supplierIds: readonly string[], because: Because): Promise<string[]> {
  const untouched = await tx.query<{ id: string }>(
    `SELECT f.supplier_id AS id FROM supplier_file f
     WHERE f.supplier_id = ANY($1) AND f.status = 'admitted' AND f.edited_by IS NULL AND f.created_by IS NULL AND f.submitted_at IS NULL
       AND NOT EXISTS (SELECT FROM supplier_step s WHERE s.supplier_id = f.supplier_id AND s.action NOT IN ('undo_import', 'import_again'))
       AND NOT EXISTS (SELECT FROM supplier_licence l WHERE l.supplier_id = f.supplier_id)
     ORDER BY f.supplier_id FOR UPDATE`,
    [supplierIds],
  );
  for (const { id } of untouched) await moveSupplier(tx, { supplierId: id, action: 'undo_import', ...because });
  return untouched.map(({ id }) => id);
}

/** Suppliers that left because their import was undone are admitted again by the next that brings them, as by the first; answers which. */
export async function readmitImported(tx: Tx, supplierIds: readonly string[], because: Because): Promise<string[]> {
  const undone = await tx.query<{ id: string }>(
    `SELECT f.supplier_id AS id FROM supplier_file f WHERE f.supplier_id = ANY($1) AND f.status = 'exited'
       AND (SELECT s.action FROM supplier_step s WHERE s.supplier_id = f.supplier_id ORDER BY s.at DESC, s.id DESC LIMIT 1) = 'undo_import'
     ORDER BY f.supplier_id FOR UPDATE`,
    [supplierIds],
  );
  for (const { id } of undone) await moveSupplier(tx, { supplierId: id, action: 'import_again', ...because });
  return undone.map(({ id }) => id);
}
