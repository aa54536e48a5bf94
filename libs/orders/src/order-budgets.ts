import type { Fen } from '@yigou/kernel';
import { atMarket, type Tx } from '@yigou/platform';
import {
  BudgetLedger,
  type BudgetChoice,
  countFinished,
  type FinishedGoods,
  uncountFinished,
} from '@yigou/procurement';
import type { LockedOrder, OrderMove } from './move-orders';

/**
 * What the moves of orders do to the budgets of the units that they were placed for. The order's mover alone calls it, in the order's transaction and after the
 * stock is locked: payment, orders, stock, budgets. Orders that nobody placed for a unit cost no statement.
 *
 * A budget pays what the unit pays, freight included; its share is fulfilled by goods alone.
 */
const ledger = new BudgetLedger();

/** Encumbers what the orders of a checkout cost; gives the budget that it went to. Throws as {@link BudgetLedger.encumberFor} does. */
export function encumberOrders(
  tx: Tx,
  purchase: BudgetChoice,
  orders: readonly { readonly id: string; readonly totalFen: Fen }[],
): Promise<string> {
  return ledger.encumberFor(
    tx,
    purchase,
    orders.map(({ id: holder, totalFen: amountFen }) => ({ holder, amountFen })),
  );
}

/** Releases, spends and counts what a move of orders entails. */
export async function followMove(tx: Tx, orders: readonly LockedOrder[], move: OrderMove): Promise<void> {
  await countStaff(tx, orders, move);
  const ids = orders.filter(({ unitId }) => unitId !== null).map(({ id }) => id);
  if (ids.length === 0) return;
  const { action, to, ended, accepted } = move;
  const givenBack = (amountFen: Fen) => ids.map((holder) => ({ holder, amountFen }));
  switch (action) {
    case 'cancel':
    case 'decline':
    case 'expire':
      return ledger.releaseAll(tx, ids);
    case 'end_rest':
      // Pieces of no price give nothing back.
      return ledger.release(tx, givenBack(ended?.refundFen ?? 0));
    case 'accept_part':
    case 'accept':
      await ledger.release(tx, givenBack(accepted?.refundFen ?? 0));
      return to === 'completed' ? finish(tx, ids) : undefined;
    case 'receive':
      if (accepted) await ledger.release(tx, givenBack(accepted.refundFen));
      return to === 'payable' ? undefined : finish(tx, ids);
    case 'settle':
      return finish(tx, ids);
    case 'change_freight':
    case 'sign':
    case 'extend':
    case 'pay':
    case 'ship':
      return;
  }
}

/** What staff bought for themselves counts to their unit when it is finished (R8); it holds no budget. Private orders of who is bound to none cost no statement. */
async function countStaff(tx: Tx, orders: readonly LockedOrder[], { action, to }: OrderMove): Promise<void> {
  if (to !== 'completed' && action !== 'settle') return;
  const ids = orders.filter(({ staffUnitId }) => staffUnitId !== null).map(({ id }) => id);
  if (ids.length > 0) await countFinished(tx, await tx.query<FinishedGoods>(FINISHED_GOODS('o.id = ANY($1)'), [ids]));
}

async function finish(tx: Tx, ids: readonly string[]): Promise<void> {
  await ledger.spendAll(tx, ids);
  await countFinished(tx, await tx.query<FinishedGoods>(FINISHED_GOODS('o.id = ANY($1)'), [ids]));
}

/**
 * What an order of a unit costs has changed by so much, in fen: as much more is held of its budgets, or given back. The caller holds the order. Throws `budget_exceeded` with
 * the ceiling that is breached.
 */
export function followPrice(tx: Tx, holder: string, differenceFen: Fen): Promise<void> {
  if (differenceFen > 0) return ledger.raise(tx, { holder, amountFen: differenceFen });
  return ledger.release(tx, [{ holder, amountFen: -differenceFen }]);
}

/**
 * Something of a paid order goes back after it was received: the budget that holds it follows, and of what counts already the share. `write` changes the order; the caller holds it.
 */
export async function followGivenBack(
  tx: Tx,
  { id, unitId, staffUnitId, status }: LockedOrder,
  amountFen: Fen,
  write: () => Promise<void>,
): Promise<void> {
  const counts = status === 'completed' && (unitId !== null || staffUnitId !== null);
  const goods = () => (counts ? tx.query<FinishedGoods>(FINISHED_GOODS('o.id = $1'), [id]) : Promise.resolve([]));
  const before = await goods();
  await write();
  if (unitId !== null) await ledger[status === 'completed' ? 'credit' : 'release'](tx, [{ holder: id, amountFen }]);
  const after = new Map((await goods()).map((part) => [partOf(part), part]));
  await uncountFinished(
    tx,
    before.map((part) => {
      const kept = after.get(partOf(part));
      return {
        ...part,
        boughtFen: part.boughtFen - (kept?.boughtFen ?? 0),
        countedFen: part.countedFen - (kept?.countedFen ?? 0),
      };
    }),
  );
}

const partOf = ({ unitId, year, month, kind, categorySlug, countyCode }: FinishedGoods): string =>
  JSON.stringify([unitId, year, month, kind, categorySlug, countyCode]);

/** What is kept of the goods of the line `l`, in fen: without freight and discount, less what was not sent, not accepted or weighed less, and what went back later. */
export const KEPT_GOODS_FEN = `(l.line_fen - l.discount_fen - l.given_back_fen - (l.weight_refund_fen + l.price_fen * (l.ended_quantity + l.refused_quantity)
    - round(l.discount_fen::numeric * (l.ended_quantity + l.refused_quantity) / l.quantity)))`;

/**
 * What orders of units come to by unit, year, month, kind of budget, category and county (R7, R29), as SQL. The year is the budget's: an order belongs to the year of
 * its placing, however late it is finished. One that was begun in the last second of a year and found the next one's budget counts to January. It counts to the unit
 * whose budget pays it, or to the one that a correction says (R9). What staff bought for themselves counts to the unit that they were bound to when they ordered it (R8), for
 * when it was finished: nobody can see which of their parcels are on the way, and no year waits for them.
 */
export const FINISHED_GOODS = (
  which: string,
): string => `SELECT coalesce(c.to_unit_id, b.unit_id, o.staff_unit_id) AS "unitId",
    coalesce(b.year, extract(year FROM ${atMarket('o.completed_at')})::int) AS year,
    CASE WHEN b.id IS NULL THEN extract(month FROM ${atMarket('o.completed_at')})::int
      WHEN extract(year FROM ${atMarket('o.created_at')}) = b.year
      THEN extract(month FROM ${atMarket('o.created_at')})::int ELSE 1 END AS month,
    coalesce(b.kind, 'staff') AS kind, l.category_slug AS "categorySlug", coalesce(o.region_code, '') AS "countyCode",
    sum(g.fen)::bigint AS "boughtFen", coalesce(sum(g.fen) FILTER (WHERE l.certificate_number IS NOT NULL), 0)::bigint AS "countedFen"
  FROM sales_order o LEFT JOIN budget b ON b.id = o.budget_id JOIN order_line l ON l.order_id = o.id
  LEFT JOIN share_correction c ON c.holder = o.id AND c.status = 'approved'
  CROSS JOIN LATERAL (SELECT ${KEPT_GOODS_FEN} AS fen) g
  WHERE ${which} GROUP BY 1, 2, 3, 4, 5, 6`;
