import { newId } from '@yigou/kernel';
import type { Tx } from '@yigou/platform';
import type { MovementReason } from './stock-ledger';

/** Pieces that come (or, negative, go) for a SKU. `known`: its row of stock is there, and locked by the caller. */
export interface Movement {
  readonly skuId: string;
  readonly delta: number;
  readonly known: boolean;
}

/** Books many movements at once, one per SKU; SKUs that are not known get their row. At most two statements. */
export async function bookMovements(
  tx: Tx,
  movements: readonly Movement[],
  { reason, reference }: { readonly reason: MovementReason; readonly reference: string },
): Promise<void> {
  const made = movements.filter(({ known }) => !known).map(({ skuId }) => skuId);
  if (made.length > 0)
    await tx.query('INSERT INTO stock (sku_id) SELECT unnest($1::uuid[]) ON CONFLICT DO NOTHING', [made]);
  const moved = movements.filter(({ delta }) => delta !== 0);
  if (moved.length === 0) return;
  await tx.query(
    `WITH move AS (SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::int[]) AS t (id, sku_id, delta)),
     written AS (INSERT INTO stock_movement (id, sku_id, delta, reason, reference) SELECT id, sku_id, delta, $5, $4 FROM move)
     UPDATE stock SET on_hand = on_hand + move.delta FROM move WHERE stock.sku_id = move.sku_id`,
    [moved.map(() => newId()), moved.map(({ skuId }) => skuId), moved.map(({ delta }) => delta), reference, reason],
  );
}
