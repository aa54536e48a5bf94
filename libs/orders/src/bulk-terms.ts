import { bulkMinimum } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import { atMarket, startOfMarketDay, type Tx } from '@yigou/platform';
import type { PricedLine } from './order-totals';

/** Pieces of a SKU, wherever they go. */
type Pieces = Pick<PricedLine, 'sku' | 'quantity'>;

/** Lines of one SKU that go to several places, as one. */
export function piecesOf(lines: readonly PricedLine[]): Pieces[] {
  const all = new Map<string, Pieces>();
  for (const { sku, quantity } of lines)
    all.set(sku.skuId, { sku, quantity: (all.get(sku.skuId)?.quantity ?? 0) + quantity });
  return [...all.values()];
}

/** SKUs of which a unit orders fewer than the seller's minimum. */
export const belowMinimum = (lines: readonly PricedLine[]): Pieces[] =>
  piecesOf(lines).filter(({ sku, quantity }) => quantity < bulkMinimum(sku));

/** The instant at which the market's week began. */
const WEEK = startOfMarketDay(`date_trunc('week', ${atMarket('now()')})::date`);

/**
 * Holds a unit's lines against what their sellers offer units: at least the minimum, and no more in a week than they can deliver. One statement, where a seller
 * has named a week's capacity; the caller holds the stock of the lines, so that two orders are counted one after the other. What was called off or ran out counts
 * no more. Throws `below_bulk_minimum`, `bulk_capacity_reached`.
 */
export async function requireBulkTerms(tx: Tx, lines: readonly PricedLine[]): Promise<void> {
  const few = belowMinimum(lines);
  if (few.length > 0) throw new DomainError('below_bulk_minimum', { skuIds: few.map(({ sku }) => sku.skuId) });
  const limited = piecesOf(lines).filter(({ sku }) => sku.bulk !== null && sku.bulk.weekly !== null);
  if (limited.length === 0) return;
  const taken = await tx.query<{ skuId: string; pieces: number }>(
    `SELECT l.sku_id AS "skuId", sum(l.quantity)::int AS pieces FROM order_line l JOIN sales_order o ON o.id = l.order_id
     WHERE l.sku_id = ANY($1) AND o.unit_id IS NOT NULL AND o.created_at >= ${WEEK} AND o.status NOT IN ('cancelled', 'expired') GROUP BY l.sku_id`,
    [limited.map(({ sku }) => sku.skuId)],
  );
  const before = new Map(taken.map(({ skuId, pieces }) => [skuId, pieces]));
  const over = limited.filter(
    ({ sku, quantity }) => (before.get(sku.skuId) ?? 0) + quantity > (sku.bulk?.weekly ?? Infinity),
  );
  if (over.length > 0) throw new DomainError('bulk_capacity_reached', { skuIds: over.map(({ sku }) => sku.skuId) });
}
