import type { Tx } from '@yigou/platform';

/**
 * Names all that has to do with the batches of a recall, once, under the locks of the batches and of the stock: whoever was quicker than the recall is seen here, whoever comes
 * after is refused. Lines that were sent of the batches; lines of the same product that were sent without a batch since the first of them was harvested, which may be of it; and
 * lines of open orders that are still owed. An order that was named before, for other goods, is told again.
 */
export async function nameAffected(
  tx: Tx,
  recallId: string,
  {
    batchIds,
    skuIds,
    since,
  }: { readonly batchIds: readonly string[]; readonly skuIds: readonly string[]; readonly since: string },
): Promise<void> {
  await tx.query(
    `WITH sent AS (
       SELECT l.order_id, l.id AS line, p.batch_id, sum(p.quantity)::int AS pieces
       FROM parcel_line p JOIN order_line l ON l.id = p.order_line_id JOIN parcel c ON c.id = p.parcel_id
       WHERE p.batch_id = ANY($2) OR (p.batch_id IS NULL AND l.sku_id = ANY($3) AND c.shipped_at >= $4::date)
       GROUP BY l.order_id, l.id, p.batch_id),
     owed AS (
       SELECT l.order_id, l.id AS line, l.quantity - l.shipped_quantity - l.ended_quantity AS pieces
       FROM order_line l JOIN reservation r ON r.holder = l.order_id AND r.sku_id = l.sku_id AND r.consumed + r.released < r.quantity
       WHERE l.sku_id = ANY($3) AND l.quantity > l.shipped_quantity + l.ended_quantity),
     lines AS (
       SELECT order_id, line, batch_id, CASE WHEN batch_id IS NULL THEN 'unknown' ELSE 'shipped' END AS kind, pieces FROM sent
       UNION ALL SELECT order_id, line, NULL, 'owed', pieces FROM owed),
     orders AS (
       INSERT INTO recalls_order (recall_id, order_id, unpaid)
       SELECT DISTINCT $1::uuid, x.order_id, o.status IN ('to_sign', 'pending_payment') AND o.origin IS NULL
       FROM lines x JOIN sales_order o ON o.id = x.order_id
       ON CONFLICT (recall_id, order_id) DO UPDATE SET told_at = NULL)
     INSERT INTO recalls_line (id, recall_id, order_id, order_line_id, batch_id, kind, pieces)
     SELECT gen_random_uuid(), $1, order_id, line, batch_id, kind, pieces FROM lines`,
    [recallId, batchIds, skuIds, since],
  );
}
