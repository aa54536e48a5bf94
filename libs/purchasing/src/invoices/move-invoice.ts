import type { InvoiceStatus, RouteInput } from '@yigou/contracts';
import { DomainError, newId } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import { INVOICE, type InvoiceAction } from './invoice-status';

/** An invoice under its lock. */
export interface LockedInvoice {
  readonly id: string;
  readonly number: string;
  readonly status: InvoiceStatus;
  readonly supplierId: string;
  readonly unitId: string;
}
export type NewInvoice = RouteInput<'recordInvoice'>['body'] & {
  readonly id: string;
  readonly supplierId: string;
  readonly unitId: string;
  readonly byId: string;
  readonly readFromFile: boolean;
  readonly titleDiffers: boolean;
};

/** Locks an invoice, then reads it, of one of its two sides. Throws `not_found`, also for another's. Invoices are locked before orders. */
export async function lockInvoice(
  tx: Tx,
  id: string,
  side: { readonly supplierId: string } | { readonly unitId: string },
): Promise<LockedInvoice> {
  await tx.query('SELECT FROM purchasing_invoice WHERE id = $1 FOR UPDATE', [id]);
  const [column, owner] = 'unitId' in side ? ['unit_id', side.unitId] : ['supplier_id', side.supplierId];
  const found = await tx.one<LockedInvoice>(
    `SELECT id, number, status, supplier_id AS "supplierId", unit_id AS "unitId" FROM purchasing_invoice WHERE id = $1 AND ${column} = $2`,
    [id, owner],
  );
  if (!found) throw new DomainError('not_found');
  return found;
}

/**
 * Writes an invoice with its orders and first step; the caller holds the orders. Whoever records the same number at the same moment waits for the other, and is refused
 * with `invoice_number_taken`.
 */
export async function recordInvoice(tx: Tx, { orders, ...invoice }: NewInvoice): Promise<void> {
  const made = await tx.query(
    `WITH made AS (
       INSERT INTO purchasing_invoice (id, code, number, issued_on, amount_fen, supplier_id, unit_id, file_id, read_from_file, title_differs, status)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (number, code) WHERE status <> 'withdrawn' DO NOTHING RETURNING id),
     part AS (
       INSERT INTO purchasing_invoice_order (invoice_id, order_id, amount_fen)
       SELECT made.id, t.order_id, t.amount FROM made, unnest($12::uuid[], $13::bigint[]) AS t (order_id, amount))
     INSERT INTO purchasing_invoice_step (id, purchasing_invoice_id, action, from_status, to_status, by_id)
     SELECT $14, id, 'record', NULL, $11, $15 FROM made RETURNING id`,
    [
      invoice.id,
      invoice.code,
      invoice.number,
      invoice.issuedOn,
      invoice.amountFen,
      invoice.supplierId,
      invoice.unitId,
      invoice.fileId,
      invoice.readFromFile,
      invoice.titleDiffers,
      INVOICE.next(null, 'record'),
      orders.map(({ orderId }) => orderId),
      orders.map(({ amountFen }) => amountFen),
      newId(),
      invoice.byId,
    ],
  );
  if (made.length === 0) throw new DomainError('invoice_number_taken');
}

export interface InvoiceMove {
  readonly action: Exclude<InvoiceAction, 'record'>;
  readonly byId: string;
  readonly reason?: string;
  /** Of `red_letter`. */
  readonly redNumber?: string;
}

/** Moves a locked invoice along its table, with its step. Only this writes the status. Throws `invoice_closed`. */
export async function moveInvoice(
  tx: Tx,
  of: LockedInvoice,
  { action, byId, reason = '', redNumber = '' }: InvoiceMove,
): Promise<void> {
  const to = INVOICE.next(of.status, action);
  await tx.query(
    `WITH moved AS (UPDATE purchasing_invoice SET status = $2, reason = $3, red_number = $4 WHERE id = $1)
     INSERT INTO purchasing_invoice_step (id, purchasing_invoice_id, action, from_status, to_status, by_id, reason)
     VALUES ($5, $1, $6, $7, $2, $8, $3)`,
    [of.id, to, reason, redNumber, newId(), action, of.status, byId],
  );
}
