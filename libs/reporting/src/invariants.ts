import { ORDER } from '@yigou/orders';
import type { Queryable } from '@yigou/platform';
import { CERTIFICATION_INVARIANTS } from './certification-invariants';

/** What must hold at every moment, on a live system too: a statement that gives the rows that break it. */
export interface Invariant {
  readonly name: string;
  readonly sql: string;
}
export interface InvariantResult {
  readonly name: string;
  /** How many rows break it. */
  readonly broken: number;
  /** The first of them. */
  readonly rows: readonly Record<string, unknown>[];
}

const SHOWN_ROWS = 5;
const SOLD = "('to_ship', 'part_shipped', 'shipped', 'completed')";
const CLOSED = "('cancelled', 'expired')";
/** Orders that still hold pieces: unpaid ones, and paid ones until all is shipped. */
const HOLDING = "('pending_payment', 'to_ship', 'part_shipped')";
const quoted = (text: string | null) => (text === null ? 'NULL' : `'${text}'`);
/** The steps of the order's machine as rows of a VALUES list. */
const STEP_VALUES = ORDER.steps.map(([from, to]) => `(${quoted(from)}, ${quoted(to)})`).join(', ');

const MONEY: readonly Invariant[] = [
  {
    name: 'money: an order is the sum of its lines, freight and discount',
    sql: `SELECT o.id, o.number, o.goods_fen, l.goods_fen AS lines_fen, o.discount_fen, l.discount_fen AS line_discounts_fen, o.total_fen
      FROM sales_order o LEFT JOIN LATERAL (
        SELECT coalesce(sum(line_fen), 0) AS goods_fen, coalesce(sum(discount_fen), 0) AS discount_fen FROM order_line WHERE order_id = o.id) l ON true
      WHERE o.goods_fen <> l.goods_fen OR o.discount_fen <> l.discount_fen OR o.total_fen <> o.goods_fen + o.freight_fen - o.discount_fen`,
  },
  {
    name: 'money: a checkout and its payment are the sum of its orders',
    sql: `SELECT c.id, c.total_fen, p.amount_fen, o.total_fen AS orders_fen FROM checkout c
      LEFT JOIN payment p ON p.id = c.payment_id AND p.holder = c.id
      CROSS JOIN LATERAL (SELECT coalesce(sum(total_fen), 0) AS total_fen FROM sales_order WHERE checkout_id = c.id) o
      WHERE c.total_fen <> o.total_fen OR p.amount_fen IS DISTINCT FROM c.total_fen`,
  },
  {
    name: 'money: a paid payment has one capture of its amount, any other has none',
    sql: `SELECT p.id, p.status, p.amount_fen, p.captured_fen, e.entries, e.fen FROM payment p
      CROSS JOIN LATERAL (SELECT count(*) AS entries, coalesce(sum(amount_fen), 0) AS fen FROM payment_entry
        WHERE payment_id = p.id AND kind = 'capture') e
      WHERE e.entries <> (p.status = 'paid')::int OR p.captured_fen <> e.fen OR (p.status = 'paid' AND e.fen <> p.amount_fen)`,
  },
  {
    name: 'money: what a payment counts as refunded is the sum of its ledger',
    sql: `SELECT p.id, p.refunded_fen, e.fen FROM payment p
      CROSS JOIN LATERAL (SELECT -coalesce(sum(amount_fen), 0) AS fen FROM payment_entry
        WHERE payment_id = p.id AND kind <> 'capture') e
      WHERE p.refunded_fen <> e.fen`,
  },
  {
    name: 'money: a refund that succeeded is booked once, one that did not is booked at nought',
    sql: `SELECT f.id, f.status, f.amount_fen, e.fen FROM refund f
      CROSS JOIN LATERAL (SELECT -coalesce(sum(amount_fen), 0) AS fen FROM payment_entry WHERE refund_id = f.id) e
      WHERE e.fen <> CASE f.status WHEN 'succeeded' THEN f.amount_fen ELSE 0 END`,
  },
  {
    name: 'money: refunds of a payment are no more than was captured',
    sql: `SELECT p.id, p.captured_fen, sum(f.amount_fen) AS refunds_fen FROM payment p JOIN refund f ON f.payment_id = p.id
      WHERE f.status <> 'failed' GROUP BY p.id HAVING sum(f.amount_fen) > p.captured_fen`,
  },
  {
    name: 'money: refunds of an order are no more than its total, from its own payment',
    sql: `SELECT o.id, o.number, o.total_fen, sum(f.amount_fen) AS refunds_fen FROM sales_order o JOIN checkout c ON c.id = o.checkout_id
        JOIN refund f ON f.holder = o.id
      WHERE f.status <> 'failed' GROUP BY o.id, c.payment_id
      HAVING sum(f.amount_fen) > o.total_fen OR bool_or(f.payment_id <> c.payment_id)`,
  },
  {
    name: 'money: a paid order has a paid payment, an unpaid one has not',
    sql: `SELECT o.id, o.number, o.status, o.paid_at, p.status AS payment FROM sales_order o JOIN checkout c ON c.id = o.checkout_id
        JOIN payment p ON p.id = c.payment_id
      WHERE (o.status IN ${SOLD} AND (p.status <> 'paid' OR o.paid_at IS NULL)) OR (o.status = 'pending_payment' AND p.status = 'paid')`,
  },
  {
    name: 'money: an order that was closed although its money came is refunded in full',
    sql: `SELECT o.id, o.number, o.status, o.total_fen, f.fen AS refunds_fen FROM sales_order o JOIN checkout c ON c.id = o.checkout_id
        JOIN payment p ON p.id = c.payment_id
        CROSS JOIN LATERAL (SELECT coalesce(sum(amount_fen), 0) AS fen FROM refund WHERE holder = o.id AND status <> 'failed') f
      WHERE o.status IN ${CLOSED} AND p.captured_fen > 0 AND f.fen <> o.total_fen`,
  },
];

const STOCK: readonly Invariant[] = [
  {
    name: 'stock: on hand is the sum of movements',
    sql: `SELECT s.sku_id, s.on_hand, m.pieces FROM stock s
      LEFT JOIN (SELECT sku_id, sum(delta) AS pieces FROM stock_movement GROUP BY sku_id) m ON m.sku_id = s.sku_id
      WHERE s.on_hand <> coalesce(m.pieces, 0)`,
  },
  {
    name: 'stock: reserved is the sum of live reservations',
    sql: `SELECT s.sku_id, s.reserved, r.pieces FROM stock s
      LEFT JOIN (SELECT sku_id, sum(quantity - consumed - released) AS pieces FROM reservation GROUP BY sku_id) r ON r.sku_id = s.sku_id
      WHERE s.reserved <> coalesce(r.pieces, 0)`,
  },
  {
    name: 'stock: nothing is reserved that is not there',
    sql: 'SELECT sku_id, on_hand, reserved FROM stock WHERE NOT (0 <= reserved AND reserved <= on_hand)',
  },
  {
    name: 'stock: no more is sold than was supplied',
    sql: `SELECT l.sku_id, l.pieces AS sold, coalesce(m.pieces, 0) AS supplied
      FROM (SELECT sku_id, sum(quantity) AS pieces FROM order_line l JOIN sales_order o ON o.id = l.order_id
        WHERE o.status NOT IN ${CLOSED} GROUP BY sku_id) l
      LEFT JOIN (SELECT sku_id, sum(delta) AS pieces FROM stock_movement WHERE reason <> 'shipment' GROUP BY sku_id) m ON m.sku_id = l.sku_id
      WHERE l.pieces > coalesce(m.pieces, 0)`,
  },
  {
    name: 'stock: an open order holds what of its lines is not shipped',
    sql: `SELECT o.id, o.number, o.status, l.sku_id, l.quantity - l.shipped_quantity AS due, r.quantity - r.consumed - r.released AS held
      FROM sales_order o JOIN order_line l ON l.order_id = o.id LEFT JOIN reservation r ON r.holder = o.id AND r.sku_id = l.sku_id
      WHERE o.status IN ${HOLDING} AND l.quantity - l.shipped_quantity IS DISTINCT FROM r.quantity - r.consumed - r.released`,
  },
  {
    name: 'stock: nobody else holds anything',
    sql: `SELECT r.holder, r.sku_id, r.quantity - r.consumed - r.released AS held, o.status FROM reservation r
      LEFT JOIN sales_order o ON o.id = r.holder LEFT JOIN order_line l ON l.order_id = o.id AND l.sku_id = r.sku_id
      WHERE r.consumed + r.released < r.quantity AND (o.status IS NULL OR o.status NOT IN ${HOLDING} OR l.id IS NULL)`,
  },
  {
    name: 'stock: what a line has shipped left the house once',
    sql: `SELECT l.order_id, l.sku_id, l.shipped_quantity, coalesce(m.pieces, 0) AS moved, r.consumed FROM order_line l
      LEFT JOIN (SELECT reference, sku_id, -sum(delta) AS pieces FROM stock_movement WHERE reason = 'shipment' GROUP BY reference, sku_id) m
        ON m.reference = l.order_id::text AND m.sku_id = l.sku_id
      LEFT JOIN reservation r ON r.holder = l.order_id AND r.sku_id = l.sku_id
      WHERE l.shipped_quantity <> coalesce(m.pieces, 0) OR l.shipped_quantity <> coalesce(r.consumed, 0)`,
  },
];

const ORDERS: readonly Invariant[] = [
  {
    name: 'orders: every step is in the transition table',
    sql: `SELECT s.id, s.order_id, s.from_status, s.to_status FROM order_step s
      WHERE NOT EXISTS (SELECT 1 FROM (VALUES ${STEP_VALUES}) AS t (from_status, to_status)
        WHERE t.from_status IS NOT DISTINCT FROM s.from_status AND t.to_status = s.to_status)`,
  },
  {
    name: 'orders: each step begins where the last one ended',
    sql: `SELECT order_id, id, from_status, previous FROM (
        SELECT order_id, id, from_status, lag(to_status) OVER (PARTITION BY order_id ORDER BY at, id) AS previous FROM order_step) s
      WHERE from_status IS DISTINCT FROM previous`,
  },
  {
    name: 'orders: the last step is the status',
    sql: `SELECT o.id, o.number, o.status, s.to_status AS last_step FROM sales_order o LEFT JOIN LATERAL (
        SELECT to_status FROM order_step WHERE order_id = o.id ORDER BY at DESC, id DESC LIMIT 1) s ON true
      WHERE o.status IS DISTINCT FROM s.to_status`,
  },
  {
    name: 'orders: what a line has shipped is in its parcels',
    sql: `SELECT l.id, l.order_id, l.shipped_quantity, coalesce(p.pieces, 0) AS in_parcels FROM order_line l
      LEFT JOIN (SELECT order_line_id, sum(quantity) AS pieces FROM parcel_line GROUP BY order_line_id) p ON p.order_line_id = l.id
      WHERE l.shipped_quantity <> coalesce(p.pieces, 0)`,
  },
  {
    name: 'orders: the status says how much is shipped',
    sql: `SELECT o.id, o.number, o.status, l.shipped, l.ordered FROM sales_order o CROSS JOIN LATERAL (
        SELECT coalesce(sum(shipped_quantity), 0) AS shipped, coalesce(sum(quantity), 0) AS ordered FROM order_line WHERE order_id = o.id) l
      WHERE NOT CASE WHEN o.status IN ('shipped', 'completed') THEN l.shipped = l.ordered AND l.ordered > 0
        WHEN o.status = 'part_shipped' THEN 0 < l.shipped AND l.shipped < l.ordered ELSE l.shipped = 0 END`,
  },
];

const OWNERS: readonly Invariant[] = [
  {
    name: 'owners: an order line is of its order’s supplier',
    sql: `SELECT l.id, l.order_id, o.supplier_id, p.supplier_id AS product_of FROM order_line l JOIN sales_order o ON o.id = l.order_id
        JOIN sku k ON k.id = l.sku_id JOIN product p ON p.id = l.product_id
      WHERE p.supplier_id <> o.supplier_id OR k.product_id <> l.product_id`,
  },
  {
    name: 'owners: an order is of its checkout’s buyer',
    sql: `SELECT o.id, o.user_id, c.user_id AS checkout_of FROM sales_order o JOIN checkout c ON c.id = o.checkout_id WHERE o.user_id <> c.user_id`,
  },
  {
    name: 'owners: a parcel holds lines of its own order',
    sql: `SELECT k.parcel_id, k.order_line_id, p.order_id, l.order_id AS line_of FROM parcel_line k JOIN parcel p ON p.id = k.parcel_id
        JOIN order_line l ON l.id = k.order_line_id
      WHERE l.order_id IS DISTINCT FROM p.order_id`,
  },
  {
    name: 'owners: a product’s certificate is its supplier’s',
    sql: `SELECT p.id, p.supplier_id, c.supplier_id AS certificate_of FROM product p JOIN certificate c ON c.id = p.certificate_id
      WHERE c.supplier_id <> p.supplier_id`,
  },
  {
    name: 'owners: suppliers are suppliers',
    sql: `SELECT p.id, g.kind FROM product p JOIN organisation g ON g.id = p.supplier_id WHERE g.kind <> 'supplier'`,
  },
];

const PIPES: readonly Invariant[] = [
  {
    name: 'pipes: no event waits for the relay longer than 60 s',
    sql: `SELECT id, topic, created_at FROM outbox WHERE relayed_at IS NULL AND created_at < clock_timestamp() - interval '60 seconds'`,
  },
  {
    name: 'pipes: no word of the payment provider waits longer than 60 s',
    sql: `SELECT id, type, received_at FROM payment_event WHERE processed_at IS NULL AND received_at < clock_timestamp() - interval '60 seconds'`,
  },
];

/** All of them for the tables that exist. Each looks at one snapshot, so that work under way is never caught half done. */
export const INVARIANTS: readonly Invariant[] = [
  ...MONEY,
  ...STOCK,
  ...ORDERS,
  ...OWNERS,
  ...CERTIFICATION_INVARIANTS,
  ...PIPES,
];

export async function checkInvariant(db: Queryable, { name, sql }: Invariant): Promise<InvariantResult> {
  const rows = await db.query<{ broken: number; rows: Record<string, unknown>[] }>(
    `WITH broken AS MATERIALIZED (${sql})
     SELECT (SELECT count(*)::int FROM broken) AS broken,
       (SELECT coalesce(jsonb_agg(to_jsonb(b)), '[]') FROM (SELECT * FROM broken LIMIT ${SHOWN_ROWS}) AS b) AS rows`,
  );
  return { name, broken: rows[0]?.broken ?? 0, rows: rows[0]?.rows ?? [] };
}
