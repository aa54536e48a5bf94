import type { RouteBody, TransferStatus } from '@yigou/contracts';
import { DomainError, type Fen, newId } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import { TRANSFER, type TransferAction } from './transfer-status';

/** A voucher under its lock. */
export interface LockedTransfer {
  readonly id: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly unitId: string;
  readonly supplierId: string;
  readonly status: TransferStatus;
  readonly amountFen: Fen;
  readonly submittedBy: string;
  /** Who placed the order. */
  readonly buyerId: string;
}
/** Whose voucher it has to be. */
export type TransferSide = { readonly unitId: string } | { readonly supplierId: string };

/** Locks a voucher, then reads it. Throws `not_found`, also for another's. Vouchers are locked before payments. */
export async function lockTransfer(tx: Tx, id: string, side: TransferSide): Promise<LockedTransfer> {
  await tx.query('SELECT FROM purchasing_transfer WHERE id = $1 FOR UPDATE', [id]);
  const found = await tx.one<LockedTransfer>(
    `SELECT t.id, t.order_id AS "orderId", o.number AS "orderNumber", t.unit_id AS "unitId", t.supplier_id AS "supplierId", t.status,
       t.amount_fen AS "amountFen", t.submitted_by AS "submittedBy", o.user_id AS "buyerId"
     FROM purchasing_transfer t JOIN sales_order o ON o.id = t.order_id WHERE t.id = $1 AND (t.unit_id = $2 OR t.supplier_id = $3)`,
    [id, 'unitId' in side ? side.unitId : null, 'supplierId' in side ? side.supplierId : null],
  );
  if (!found) throw new DomainError('not_found');
  return found;
}

export type NewTransfer = RouteBody<'submitTransfer'> &
  Pick<LockedTransfer, 'id' | 'orderId' | 'unitId' | 'supplierId' | 'submittedBy'> & {
    /** After how many days its supplier is reminded. */
    readonly remindDays: number;
  };

/** Writes a voucher with its first step, in one statement; the caller holds the order. */
export async function submitVoucher(tx: Tx, voucher: NewTransfer): Promise<void> {
  await tx.query(
    `WITH made AS (
       INSERT INTO purchasing_transfer (id, order_id, unit_id, supplier_id, status, amount_fen, paid_on, vouchers, remark, submitted_by, remind_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, clock_timestamp() + make_interval(days => $12)) RETURNING id)
     INSERT INTO purchasing_transfer_step (id, purchasing_transfer_id, action, from_status, to_status, by_id)
     SELECT $11, id, 'submit', NULL, $5, $10 FROM made`,
    [
      voucher.id,
      voucher.orderId,
      voucher.unitId,
      voucher.supplierId,
      TRANSFER.next(null, 'submit'),
      voucher.amountFen,
      voucher.paidOn,
      voucher.vouchers,
      voucher.remark,
      voucher.submittedBy,
      newId(),
      voucher.remindDays,
    ],
  );
}

export interface TransferMove {
  readonly action: Exclude<TransferAction, 'submit'>;
  /** Null: the order was paid online. */
  readonly byId: string | null;
  readonly reason?: string;
}

/** Moves a locked voucher along its table, with its step. Only this writes the status. Throws `transfer_closed`. */
export async function moveTransfer(
  tx: Tx,
  of: Pick<LockedTransfer, 'id' | 'status'>,
  { action, byId, reason = '' }: TransferMove,
): Promise<void> {
  const to = TRANSFER.next(of.status, action);
  await tx.query(
    `WITH moved AS (UPDATE purchasing_transfer SET status = $2, decided_by = $3, decided_at = clock_timestamp(), reason = $4 WHERE id = $1)
     INSERT INTO purchasing_transfer_step (id, purchasing_transfer_id, action, from_status, to_status, by_id, reason)
     VALUES ($5, $1, $6, $7, $2, $3, $4)`,
    [of.id, to, byId, reason, newId(), action, of.status],
  );
}
