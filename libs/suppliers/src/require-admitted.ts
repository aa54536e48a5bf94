import type { SupplierStatus } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import { SELLING_STATUSES } from './supplier-status';

/**
 * Makes sure that a supplier may act on the market, and that it stays so until the transaction ends: whoever freezes it waits. Throws
 * `supplier_not_admitted` with `details.status` (null when it has no file).
 */
export async function requireAdmitted(tx: Tx, supplierId: string): Promise<void> {
  const file = await tx.one<{ status: SupplierStatus }>(
    'SELECT status FROM supplier_file WHERE supplier_id = $1 FOR SHARE',
    [supplierId],
  );
  if (!file || !SELLING_STATUSES.includes(file.status))
    throw new DomainError('supplier_not_admitted', { status: file?.status ?? null });
}
