import { DomainError, type Fen } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import type { LockedTransfer } from '../transfers/move-transfer';

/** A line under its lock. */
export interface LockedBankLine {
  readonly amountFen: Fen;
  readonly payer: string;
  readonly day: string;
  readonly ignored: boolean;
  readonly transferId: string | null;
}

/** Locks a line, then reads it. Vouchers are locked before lines, lines before payments. Throws `not_found`, also for another supplier's. */
export async function lockBankLine(tx: Tx, id: string, supplierId: string): Promise<LockedBankLine> {
  await tx.query('SELECT FROM purchasing_bank_line WHERE id = $1 AND supplier_id = $2 FOR UPDATE', [id, supplierId]);
  const found = await tx.one<LockedBankLine>(
    `SELECT amount_fen AS "amountFen", payer, day::text AS day, ignored, transfer_id AS "transferId" FROM purchasing_bank_line WHERE id = $1 AND supplier_id = $2`,
    [id, supplierId],
  );
  if (!found) throw new DomainError('not_found');
  return found;
}

/**
 * Uses a line for a voucher that the caller holds and that waits; what is used for it already stays so. Throws `not_found`, `bank_line_taken`,
 * `transfer_amount_differs`, and `transfer_matched` for a voucher that another line is used for.
 */
export async function takeBankLine(
  tx: Tx,
  id: string,
  voucher: Pick<LockedTransfer, 'id' | 'supplierId' | 'amountFen'>,
  byId: string,
): Promise<LockedBankLine> {
  const line = await lockBankLine(tx, id, voucher.supplierId);
  if (line.transferId === voucher.id) return line;
  if (line.ignored || line.transferId !== null) throw new DomainError('bank_line_taken');
  if (line.amountFen !== voucher.amountFen)
    throw new DomainError('transfer_amount_differs', { dueFen: voucher.amountFen, receivedFen: line.amountFen });
  const other = await tx.one('SELECT FROM purchasing_bank_line WHERE transfer_id = $1', [voucher.id]);
  if (other) throw new DomainError('transfer_matched');
  await tx.query(
    'UPDATE purchasing_bank_line SET transfer_id = $2, matched_by = $3, matched_at = clock_timestamp() WHERE id = $1',
    [id, voucher.id, byId],
  );
  return line;
}

/** The line that is used for a voucher, if any, can be used again; the caller holds the voucher. */
export async function freeBankLine(tx: Tx, voucherId: string): Promise<void> {
  await tx.query(
    'UPDATE purchasing_bank_line SET transfer_id = NULL, matched_by = NULL, matched_at = NULL WHERE transfer_id = $1',
    [voucherId],
  );
}
