import { DomainError } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';

/** A batch that was just recalled. */
export interface RecalledBatch {
  readonly id: string;
  readonly number: string;
  readonly supplierId: string;
  readonly certificateId: string;
  readonly harvestedOn: string;
  /** What was not sent, in grams. */
  readonly leftGrams: number;
}

/**
 * From now on nothing is sent of these batches, 召回: shipments wait for the same locks, by id, and are refused after it. Throws `not_found` with the numbers that there are not,
 * `batch_recalled` for one that is recalled already, `validation_failed` for batches of several certificates: a recall names one product.
 */
export async function recallBatches(tx: Tx, numbers: readonly string[]): Promise<RecalledBatch[]> {
  const batches = await tx.query<RecalledBatch & { recalled: boolean }>(
    `SELECT id, number, supplier_id AS "supplierId", certificate_id AS "certificateId", harvested_on AS "harvestedOn",
       quantity_grams - shipped_grams AS "leftGrams", recalled_at IS NOT NULL AS recalled
     FROM batch WHERE number = ANY($1) ORDER BY id FOR UPDATE`,
    [numbers],
  );
  const known = new Set(batches.map(({ number }) => number));
  const missing = numbers.filter((number) => !known.has(number));
  if (missing.length > 0) throw refuse(`没有这些批次：${missing.join('、')}，请核对批次号。`);
  const before = batches.find(({ recalled }) => recalled);
  if (before) throw new DomainError('batch_recalled', { batchId: before.id, number: before.number });
  if (new Set(batches.map(({ certificateId }) => certificateId)).size > 1)
    throw refuse('一次召回只能针对同一认定产品的批次，其他产品请另行发起。');
  await tx.query('UPDATE batch SET recalled_at = clock_timestamp() WHERE number = ANY($1)', [numbers]);
  return batches.map(({ recalled: _, ...batch }) => batch);
}

const refuse = (message: string) => new DomainError('validation_failed', { fields: { batchNumbers: message } });
