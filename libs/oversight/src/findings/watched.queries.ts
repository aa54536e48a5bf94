import type { PriceReference } from '@yigou/prices';
import { pricePer500g } from '@yigou/kernel';
import { atMarket, type Queryable, startOfMarketDay } from '@yigou/platform';
import type { WatchedLine, WatchedOrder, WatchedYear } from './finding-rules';

const instant = (sql: string): string => `to_json(${sql}) #>> '{}'`;

/** An order, with where its unit stands. */
export interface OrderRow extends WatchedOrder {
  readonly regionCode: string;
}

/** Finished orders of units with parcels, acceptance sheets, and the requisition where it was flagged as split. One statement. */
export const watchedOrders = (db: Queryable, ids: readonly string[]): Promise<OrderRow[]> =>
  db.query<OrderRow>(
    `SELECT o.id, o.number, o.unit_id AS "unitId", extract(year FROM ${atMarket('o.created_at')})::int AS year, s.name AS "supplierName", o.total_fen AS "totalFen",
       coalesce((SELECT p.region_code FROM budget_unit_place p WHERE p.unit_id = o.unit_id ORDER BY p.valid_from DESC LIMIT 1), '') AS "regionCode",
       (SELECT coalesce(sum(l.shipped_quantity), 0)::int FROM order_line l WHERE l.order_id = o.id) AS shipped,
       (SELECT count(*)::int FROM order_parcel k WHERE k.order_id = o.id) AS parcels, ${instant('o.shipped_at')} AS "shippedAt",
       (SELECT coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'number', a.number, 'recordedAt', a.recorded_at, 'signedAt', a.signed_at, 'remark', a.remark)
            ORDER BY a.signed_at, a.id), '[]') FROM purchasing_acceptance a WHERE a.order_id = o.id AND a.status = 'confirmed') AS sheets,
       (SELECT jsonb_build_object('id', q.id, 'purpose', q.purpose, 'totalFen', q.total_fen, 'split', q.split)
          FROM purchasing_requisition q WHERE q.checkout_id = o.placed_with AND q.split IS NOT NULL) AS split
     FROM sales_order o JOIN organisation s ON s.id = o.supplier_id WHERE o.id = ANY($1) AND o.unit_id IS NOT NULL AND o.status = 'completed' ORDER BY o.id`,
    [ids],
  );

interface LineRow {
  readonly id: string;
  readonly orderId: string;
  readonly goods: string;
  readonly priceFen: number;
  readonly quantity: number;
  readonly grams: number | null;
  readonly variety: string;
  readonly grade: string;
  readonly orders: number;
  readonly price: number | null;
  readonly amount: number | null;
}

/** What a line `p` cost for 500 g, and how many grams it was; for a piece, and pieces, where no weight is known. */
const PRICE = `CASE WHEN p.net_weight_grams > 0 THEN p.price_fen::float8 * 500 / p.net_weight_grams ELSE p.price_fen::float8 END`;
const AMOUNT = `p.quantity::float8 * CASE WHEN p.net_weight_grams > 0 THEN p.net_weight_grams ELSE 1 END`;

/** The lines of orders beside what the unit bought of the product in the year before, and what comparable goods cost. Two statements. */
export async function watchedLines(
  db: Queryable,
  orders: readonly OrderRow[],
  prices: PriceReference,
): Promise<WatchedLine[]> {
  const byId = new Map(orders.map((order) => [order.id, order]));
  const rows = await db.query<LineRow>(
    `SELECT l.id, l.order_id AS "orderId", l.product_name || ' ' || l.sku_name AS goods, l.price_fen AS "priceFen", l.quantity, l.net_weight_grams AS grams,
       coalesce(c.variety, '') AS variety, coalesce(c.grade, '') AS grade, h.orders, h.price, h.amount
     FROM sales_order o JOIN order_line l ON l.order_id = o.id
     LEFT JOIN LATERAL (SELECT c.variety, c.grade FROM certificate c WHERE c.number = l.certificate_number LIMIT 1) AS c ON true
     CROSS JOIN LATERAL (
       SELECT count(*)::int AS orders, percentile_cont(0.5) WITHIN GROUP (ORDER BY b.price) AS price, percentile_cont(0.5) WITHIN GROUP (ORDER BY b.amount) AS amount
       FROM (SELECT ${PRICE} AS price, ${AMOUNT} AS amount FROM sales_order e JOIN order_line p ON p.order_id = e.id AND p.product_id = l.product_id
         WHERE e.unit_id = o.unit_id AND e.created_at < o.created_at AND e.created_at > o.created_at - interval '1 year'
           AND e.status NOT IN ('cancelled', 'expired') AND (p.sku_id = l.sku_id OR (p.net_weight_grams > 0 AND l.net_weight_grams > 0))
         ORDER BY e.created_at DESC, e.id DESC LIMIT 20) AS b) AS h
     WHERE o.id = ANY($1) ORDER BY l.id`,
    [[...byId.keys()]],
  );
  const goods = rows.map(({ variety, grade, grams, priceFen }) => ({
    variety,
    grade,
    netWeightGrams: grams ?? 0,
    priceFen,
  }));
  const checks = await prices.checkAll(db, goods);
  return rows.flatMap((row, at): WatchedLine[] => {
    const order = byId.get(row.orderId);
    if (!order) return [];
    const weighed = row.grams !== null && row.grams > 0;
    return [
      {
        id: row.id,
        orderId: row.orderId,
        unitId: order.unitId,
        year: order.year,
        goods: row.goods,
        price: (weighed ? pricePer500g(row.priceFen, row.grams) : null) ?? row.priceFen,
        amount: row.quantity * (weighed ? (row.grams ?? 1) : 1),
        weighed,
        history: { orders: row.orders, price: row.price, amount: row.amount },
        bandMedian: checks[at]?.band?.median ?? null,
      },
    ];
  });
}

/** The year of units by supplier, and how many of the orders have a round sum. One statement. */
export const watchedYears = (
  db: Queryable,
  years: readonly { readonly unitId: string; readonly year: number; readonly roundFen: number }[],
): Promise<WatchedYear[]> =>
  db.query<WatchedYear>(
    `SELECT t.unit_id AS "unitId", t.year, o.supplier_id AS "supplierId", s.name AS "supplierName", count(*)::int AS orders,
       sum(o.total_fen - o.ended_fen)::bigint AS "sumFen", (sum(count(*)) OVER own)::int AS "unitOrders", (sum(sum(o.total_fen - o.ended_fen)) OVER own)::bigint AS "unitFen",
       (count(*) FILTER (WHERE o.total_fen % t.round_fen = 0))::int AS "roundOrders", (array_agg(o.id ORDER BY o.created_at DESC, o.id DESC))[1:50] AS "orderIds",
       coalesce((array_agg(o.id ORDER BY o.created_at DESC, o.id DESC) FILTER (WHERE o.total_fen % t.round_fen = 0))[1:50], '{}') AS "roundIds"
     FROM unnest($1::uuid[], $2::int[], $3::bigint[]) AS t (unit_id, year, round_fen)
     JOIN sales_order o ON o.unit_id = t.unit_id AND o.status = 'completed'
       AND o.created_at >= ${startOfMarketDay('make_date(t.year, 1, 1)')} AND o.created_at < ${startOfMarketDay('make_date(t.year + 1, 1, 1)')}
     JOIN organisation s ON s.id = o.supplier_id
     GROUP BY t.unit_id, t.year, t.round_fen, o.supplier_id, s.name WINDOW own AS (PARTITION BY t.unit_id, t.year)`,
    [years.map(({ unitId }) => unitId), years.map(({ year }) => year), years.map(({ roundFen }) => roundFen)],
  );
