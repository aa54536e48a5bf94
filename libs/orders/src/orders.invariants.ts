import type { Invariant } from '@yigou/platform';
import { KEPT_GOODS_FEN } from './order-budgets';
import { ORDER } from './order-status';

const quoted = (text: string | null) => (text === null ? 'NULL' : `'${text}'`);
/** The steps of the order's machine as rows of a VALUES list. */
const STEP_VALUES = ORDER.steps.map(([from, to]) => `(${quoted(from)}, ${quoted(to)})`).join(', ');

/** Of orders, their lines and their history. */
export const ORDERS_INVARIANTS: readonly Invariant[] = [
  {
    name: 'money: an order is the sum of its lines, freight and discount',
    sql: `SELECT o.id, o.number, o.goods_fen, l.goods_fen AS lines_fen, o.discount_fen, l.discount_fen AS line_discounts_fen, o.total_fen
      FROM sales_order o LEFT JOIN LATERAL (
        SELECT coalesce(sum(line_fen), 0) AS goods_fen, coalesce(sum(discount_fen), 0) AS discount_fen FROM order_line WHERE order_id = o.id) l ON true
      WHERE o.goods_fen <> l.goods_fen OR o.discount_fen <> l.discount_fen OR o.total_fen <> o.goods_fen + o.freight_fen - o.discount_fen`,
  },
  {
    // The price of the pieces less their share of the line's discount, rounded half up.
    name: 'money: what goes back of an order is what its lines ended, a unit did not accept, or weighed less than the most',
    sql: `SELECT o.id, o.number, o.ended_fen, l.fen AS lines_fen FROM sales_order o CROSS JOIN LATERAL (
        SELECT coalesce(sum(weight_refund_fen + price_fen * (ended_quantity + refused_quantity)
          - round(discount_fen::numeric * (ended_quantity + refused_quantity) / quantity)), 0) AS fen
        FROM order_line WHERE order_id = o.id) l
      WHERE o.ended_fen <> l.fen`,
  },
  {
    name: 'money: what was given back of an order after it was received is the sum of its rows, and of its lines',
    sql: `SELECT o.id, o.number, o.given_back_fen, g.fen FROM sales_order o CROSS JOIN LATERAL (
        SELECT coalesce(sum(goods_fen + freight_fen), 0) AS fen, coalesce(sum(goods_fen), 0) AS goods_fen, coalesce(sum(freight_fen), 0) AS freight_fen
        FROM order_give_back WHERE order_id = o.id) g
        CROSS JOIN LATERAL (SELECT coalesce(sum(given_back_fen), 0) AS fen FROM order_line WHERE order_id = o.id) l
      WHERE o.given_back_fen <> g.fen OR l.fen <> g.goods_fen OR g.freight_fen > o.freight_fen`,
  },
  {
    name: 'money: no more goes back of a line after it was received than was kept of it until then',
    sql: `SELECT l.id, l.order_id, l.given_back_fen, ${KEPT_GOODS_FEN} AS kept_fen FROM order_line l
      WHERE ${KEPT_GOODS_FEN} < 0 OR l.given_back_fen <> (SELECT coalesce(sum(goods_fen), 0) FROM order_give_back WHERE order_line_id = l.id)`,
  },
  {
    name: 'orders: what is sold by weight was ordered at the most that a piece may come to',
    sql: `SELECT id, order_id, price_fen, weight_terms FROM order_line WHERE weight_terms IS NOT NULL AND price_fen <>
      round((weight_terms ->> 'priceFen')::numeric * (weight_terms ->> 'pieceGrams')::numeric * (10000 + (weight_terms ->> 'toleranceBp')::numeric)
        / ((weight_terms ->> 'perGrams')::numeric * 10000))`,
  },
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
    name: 'orders: the status says how much is shipped',
    sql: `SELECT o.id, o.number, o.status, l.shipped, l.ended, l.ordered FROM sales_order o CROSS JOIN LATERAL (
        SELECT coalesce(sum(shipped_quantity), 0) AS shipped, coalesce(sum(ended_quantity), 0) AS ended,
          coalesce(sum(quantity), 0) AS ordered FROM order_line WHERE order_id = o.id) l
      WHERE NOT CASE WHEN o.status IN ('shipped', 'payable', 'completed') THEN l.shipped + l.ended = l.ordered AND l.shipped > 0
        WHEN o.status = 'part_shipped' THEN 0 < l.shipped AND l.shipped + l.ended < l.ordered ELSE l.shipped + l.ended = 0 END`,
  },
  {
    // A group purchase's recipient accepts like a unit.
    name: 'orders: only what was shipped to a unit is accepted, and an open order still waits for some of it',
    sql: `SELECT o.id, o.number, o.status, l.shipped, l.settled FROM sales_order o CROSS JOIN LATERAL (
        SELECT coalesce(sum(shipped_quantity), 0) AS shipped, coalesce(sum(accepted_quantity + refused_quantity), 0) AS settled,
          bool_or(accepted_quantity + refused_quantity > shipped_quantity) AS over FROM order_line WHERE order_id = o.id) l
      WHERE l.over OR (l.settled > 0 AND (o.unit_id IS NULL AND o.origin IS NULL OR o.status NOT IN ('part_shipped', 'shipped', 'payable', 'completed')))
        OR (o.status = 'shipped' AND l.settled >= l.shipped)`,
  },
  {
    name: 'owners: an order is of its checkout’s buyer',
    sql: `SELECT o.id, o.user_id, c.user_id AS checkout_of FROM sales_order o JOIN checkout c ON c.id = o.checkout_id WHERE o.user_id <> c.user_id`,
  },
];
