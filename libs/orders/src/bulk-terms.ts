import { bulkMinimum, type WeekOver } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import { atMarket, type Queryable, startOfMarketDay, type Tx } from '@yigou/platform';
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

/** The Monday of the market's week, and the instant at which it began. */
const MONDAY = `date_trunc('week', ${atMarket('now()')})::date`;
const WEEK = startOfMarketDay(MONDAY);

/** What is left of a week of a SKU whose seller limits it. */
export interface WeekLeft {
  readonly skuId: string;
  readonly weekly: number;
  /** Pieces that units may still order; never below 0. */
  readonly left: number;
  /** Monday and Sunday, in China. */
  readonly from: string;
  readonly to: string;
}

/**
 * What units have left of this week, of the SKUs among these of which their sellers name a week's capacity: one statement, and none where nobody does. What was called off or
 * ran out counts no more.
 */
export async function weeksLeft(db: Queryable, skus: readonly PricedLine['sku'][]): Promise<WeekLeft[]> {
  const limits = new Map(
    skus.flatMap(({ skuId, bulk }) => (bulk === null || bulk.weekly === null ? [] : [[skuId, bulk.weekly] as const])),
  );
  if (limits.size === 0) return [];
  const taken = await db.query<{ skuId: string; pieces: number; from: string; to: string }>(
    `SELECT w.id AS "skuId", coalesce(t.pieces, 0)::int AS pieces, ${MONDAY}::text AS "from", (${MONDAY} + 6)::text AS "to"
     FROM unnest($1::uuid[]) AS w (id) LEFT JOIN (
       SELECT l.sku_id, sum(l.quantity) AS pieces FROM order_line l JOIN sales_order o ON o.id = l.order_id
       WHERE l.sku_id = ANY($1) AND o.unit_id IS NOT NULL AND o.created_at >= ${WEEK} AND o.status NOT IN ('cancelled', 'expired') GROUP BY l.sku_id) t
       ON t.sku_id = w.id`,
    [[...limits.keys()]],
  );
  return taken.map(({ skuId, pieces, from, to }) => {
    const weekly = limits.get(skuId) ?? 0;
    return { skuId, weekly, left: Math.max(weekly - pieces, 0), from, to };
  });
}

/** SKUs of which a unit orders more than is left of the week; one statement where a seller limits it. */
export async function overWeek(db: Queryable, lines: readonly PricedLine[]): Promise<WeekOver[]> {
  const wanted = piecesOf(lines);
  const weeks = await weeksLeft(
    db,
    wanted.map(({ sku }) => sku),
  );
  const pieces = new Map(wanted.map(({ sku, quantity }) => [sku.skuId, quantity]));
  return weeks.flatMap((week) => {
    const quantity = pieces.get(week.skuId) ?? 0;
    return quantity > week.left ? [{ ...week, quantity }] : [];
  });
}

/**
 * Holds a unit's lines against what their sellers offer units: at least the minimum, and no more in a week than they can deliver. One statement, where a seller
 * has named a week's capacity; the caller holds the stock of the lines, so that two orders are counted one after the other. A preview asks by the same rule
 * without holding it. Throws `below_bulk_minimum`, `bulk_capacity_reached`.
 */
export async function requireBulkTerms(tx: Tx, lines: readonly PricedLine[]): Promise<void> {
  const few = belowMinimum(lines);
  if (few.length > 0) throw new DomainError('below_bulk_minimum', { skuIds: few.map(({ sku }) => sku.skuId) });
  const over = await overWeek(tx, lines);
  if (over.length > 0) throw new DomainError('bulk_capacity_reached', { skuIds: over.map(({ skuId }) => skuId) });
}
