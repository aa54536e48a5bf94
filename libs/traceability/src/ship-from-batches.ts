import { DomainError } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';

/** What a shipment takes from a batch. */
export interface BatchUse {
  readonly batchId: string;
  /** The certificate of the product that is shipped; null: it has none. */
  readonly certificateId: string | null;
  readonly grams: number;
}
interface BatchState {
  id: string;
  number: string;
  certificateId: string;
  left: number;
  recalled: boolean;
}

/**
 * Books what a shipment takes from batches: two statements, however many. Batches are locked in the order of their ids. Throws `not_found` for
 * another supplier's batch, `validation_failed` for one of another certificate than the product's, `batch_recalled`, `batch_exceeded` with what is left when
 * it does not hold that much.
 */
export async function shipFromBatches(tx: Tx, supplierId: string, uses: readonly BatchUse[]): Promise<void> {
  if (uses.length === 0) return;
  const wanted = new Map<string, number>();
  for (const { batchId, grams } of uses) wanted.set(batchId, (wanted.get(batchId) ?? 0) + grams);
  const batches = await tx.query<BatchState>(
    `SELECT id, number, certificate_id AS "certificateId", quantity_grams - shipped_grams AS left, recalled_at IS NOT NULL AS recalled FROM batch
     WHERE id = ANY($1) AND supplier_id = $2 ORDER BY id FOR UPDATE`,
    [[...wanted.keys()], supplierId],
  );
  const byId = new Map(batches.map((batch) => [batch.id, batch]));
  for (const { batchId, certificateId } of uses) {
    const batch = byId.get(batchId);
    if (!batch) throw new DomainError('not_found', { batchId });
    if (batch.recalled) throw new DomainError('batch_recalled', { batchId, number: batch.number });
    if (batch.certificateId !== certificateId)
      throw new DomainError('validation_failed', {
        fields: { batchId: `批次 ${batch.number} 与产品的认定证书不一致，请重新选择。` },
      });
  }
  const booked = await tx.query<{ id: string }>(
    `UPDATE batch SET shipped_grams = shipped_grams + t.grams FROM unnest($1::uuid[], $2::bigint[]) AS t (batch, grams)
     WHERE id = t.batch AND shipped_grams + t.grams <= quantity_grams RETURNING id`,
    [[...wanted.keys()], [...wanted.values()]],
  );
  const done = new Set(booked.map(({ id }) => id));
  const short = batches.find(({ id }) => !done.has(id));
  if (short) {
    const details = { batchId: short.id, leftGrams: short.left, wantedGrams: wanted.get(short.id) ?? 0 };
    throw new DomainError('batch_exceeded', { ...details, number: short.number });
  }
}
