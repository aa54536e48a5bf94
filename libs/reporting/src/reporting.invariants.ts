import { PLEDGE_MONEY_INVARIANTS, SIGNED_ORDER_INVARIANTS, UNIT_PLEDGE_INVARIANTS } from '@yigou/campaigns';
import { GIVE_BACK, UNIT_ORDER_INVARIANTS } from '@yigou/orders';
import {
  ACCEPTED_ORDER_INVARIANTS,
  INVOICED_ORDER_INVARIANTS,
  ORDERED_REQUISITION_INVARIANTS,
  TRANSFERRED_MONEY_INVARIANTS,
} from '@yigou/purchasing';
import type { Invariant } from '@yigou/platform';
import { STANDING_INVARIANTS } from './standing-invariants';

const SOLD = "('to_ship', 'part_shipped', 'shipped', 'completed')";
const CLOSED = "('cancelled', 'expired')";
/** Orders that still hold pieces: unsigned and unpaid ones, and paid ones until all is shipped. */
const HOLDING = "('to_sign', 'pending_payment', 'to_ship', 'part_shipped')";
/** What is asked for of order `o`: what was ordered, or of what is paid on acceptance what was accepted, once that is known and not nothing. */
const ASKED_FEN = `CASE WHEN o.payment_terms = 'on_acceptance' AND o.status IN ('payable', 'completed') AND o.total_fen > o.ended_fen
  THEN o.total_fen - o.ended_fen ELSE o.total_fen END`;
/** Whether payment `p` is paid, or another amount that came was accepted for it. */
const SETTLED = `(p.status = 'paid' OR p.status = 'resolved' AND EXISTS (SELECT FROM payment_case k WHERE k.payment_id = p.id AND k.ending = 'accept'))`;
/** What the provider gave back of a payment past us: so much less went back for its orders. */
const outsideFen = (payment: string): string =>
  `(SELECT coalesce(sum(x.amount_fen), 0) FROM payment_outside_refund y JOIN refund x ON x.id = y.refund_id
    WHERE y.payment_id = ${payment} AND x.holder = y.payment_id AND x.status <> 'failed')`;
const MONEY: readonly Invariant[] = [
  {
    name: 'money: a checkout and its payment are the sum of its orders',
    sql: `SELECT c.id, c.total_fen, p.amount_fen, o.total_fen AS orders_fen FROM checkout c
      LEFT JOIN payment p ON p.id = c.payment_id AND p.holder = c.id
      CROSS JOIN LATERAL (SELECT coalesce(sum(${ASKED_FEN}), 0) AS total_fen FROM sales_order o WHERE o.checkout_id = c.id) o
      WHERE c.total_fen <> o.total_fen OR p.amount_fen IS DISTINCT FROM c.total_fen`,
  },
  {
    name: 'money: refunds of an order are no more than its total, from its own payment',
    sql: `SELECT o.id, o.number, o.total_fen, sum(f.amount_fen) AS refunds_fen FROM sales_order o JOIN checkout c ON c.id = o.checkout_id
        JOIN refund f ON f.holder = o.id
      WHERE f.status <> 'failed' GROUP BY o.id, c.payment_id
      HAVING sum(f.amount_fen) > o.total_fen OR bool_or(f.payment_id <> c.payment_id)`,
  },
  {
    // What is paid on acceptance is not asked for instead.
    name: 'money: what is no longer sent of an order, or not accepted, is refunded, and nothing else of an order that goes on',
    sql: `SELECT o.id, o.number, o.ended_fen, f.fen AS refunds_fen FROM sales_order o CROSS JOIN LATERAL (
        SELECT coalesce(sum(amount_fen), 0) AS fen FROM refund WHERE holder = o.id AND (starts_with(cause, 'rest_ended:') OR starts_with(cause, 'acceptance:'))) f
        CROSS JOIN LATERAL (SELECT CASE o.payment_terms WHEN 'prepaid' THEN o.ended_fen ELSE 0 END AS fen) w
      WHERE f.fen > w.fen OR w.fen - f.fen > (SELECT ${outsideFen('c.payment_id')} FROM checkout c WHERE c.id = o.checkout_id)`,
  },
  {
    name: 'money: what goes back of an order after it was received is refunded of its payment, once',
    sql: `SELECT o.id, o.number, g.id AS given_back, g.goods_fen + g.freight_fen AS given_fen, f.fen AS refunds_fen FROM order_give_back g JOIN sales_order o ON o.id = g.order_id
        CROSS JOIN LATERAL (SELECT coalesce(sum(amount_fen), 0) AS fen FROM refund WHERE holder = o.id AND cause = '${GIVE_BACK}' || g.id) f
        CROSS JOIN LATERAL (SELECT g.goods_fen + g.freight_fen AS fen) w
      WHERE f.fen > w.fen OR w.fen - f.fen > (SELECT ${outsideFen('c.payment_id')} FROM checkout c WHERE c.id = o.checkout_id)
      UNION ALL SELECT o.id, o.number, NULL, 0, f.amount_fen FROM refund f JOIN sales_order o ON o.id = f.holder
        WHERE starts_with(f.cause, '${GIVE_BACK}') AND NOT EXISTS (SELECT FROM order_give_back g WHERE '${GIVE_BACK}' || g.id = f.cause AND g.order_id = o.id)`,
  },
  {
    name: 'aftersales: what a case gave back is what was agreed, of its line and pieces; nothing goes back without one',
    sql: `SELECT coalesce(k.id, g.id) AS id, k.status, k.agreed_fen, g.goods_fen + g.freight_fen AS given_fen FROM aftersales_case k FULL JOIN order_give_back g ON g.id = k.id
      WHERE k.id IS NULL OR (k.status IN ('refunding', 'refunded')) <> (g.id IS NOT NULL)
        OR (g.id IS NOT NULL AND (g.goods_fen + g.freight_fen <> k.agreed_fen OR g.order_line_id <> k.order_line_id OR g.order_id <> k.order_id OR g.pieces <> k.pieces))`,
  },
  {
    name: 'aftersales: an order waits with the confirmation of its receipt for as many cases as are open',
    sql: `SELECT o.id, o.number, o.open_cases, k.open FROM sales_order o
        LEFT JOIN (SELECT order_id, count(*) AS open FROM aftersales_case WHERE status IN ('applied', 'returning', 'sent_back', 'refused', 'intervening') GROUP BY order_id) k
          ON k.order_id = o.id
      WHERE o.open_cases <> coalesce(k.open, 0)`,
  },
  {
    name: 'aftersales: cases of a line are of no more pieces than were received, and of no more money than was paid for it',
    sql: `SELECT l.id, l.order_id, l.shipped_quantity - l.refused_quantity AS received, k.pieces, k.fen FROM order_line l
        JOIN (SELECT order_line_id, sum(pieces) AS pieces, sum(goods_most_fen) AS fen FROM aftersales_case WHERE status <> 'closed' GROUP BY order_line_id) k ON k.order_line_id = l.id
      WHERE k.pieces > l.shipped_quantity - l.refused_quantity OR k.fen > l.line_fen - l.discount_fen`,
  },
  {
    name: 'aftersales: a case is settled when its money has gone back, and not before, within the hour',
    sql: `SELECT k.id, k.number, k.status, f.status AS refund FROM aftersales_case k JOIN refund f ON f.holder = k.order_id AND f.cause = '${GIVE_BACK}' || k.id
      WHERE (k.status = 'refunding' AND f.status = 'succeeded' AND f.finished_at < clock_timestamp() - interval '1 hour')
        OR (k.status = 'refunded' AND f.status <> 'succeeded' AND k.closed_at < clock_timestamp() - interval '1 hour')`,
  },
  {
    name: 'money: what a unit’s sheet gives back is refunded once it is confirmed, and not before',
    sql: `SELECT a.id, a.number, a.status, a.refund_fen, f.fen AS refunds_fen FROM purchasing_acceptance a JOIN sales_order o ON o.id = a.order_id CROSS JOIN LATERAL (
        SELECT coalesce(sum(amount_fen), 0) AS fen FROM refund WHERE holder = a.order_id AND cause = 'acceptance:' || a.id) f
        CROSS JOIN LATERAL (SELECT CASE WHEN a.status = 'confirmed' AND o.payment_terms = 'prepaid' THEN a.refund_fen ELSE 0 END AS fen) w
      WHERE f.fen > w.fen OR w.fen - f.fen > (SELECT ${outsideFen('c.payment_id')} FROM checkout c WHERE c.id = o.checkout_id)`,
  },
  {
    // What is paid on acceptance is paid when it is finished, unless nothing was accepted, and not before (R7).
    name: 'money: a paid order has a paid payment, an unpaid one has not',
    sql: `SELECT o.id, o.number, o.status, o.paid_at, p.status AS payment FROM sales_order o JOIN checkout c ON c.id = o.checkout_id
        JOIN payment p ON p.id = c.payment_id
      WHERE CASE o.payment_terms WHEN 'prepaid'
        THEN (o.status IN ${SOLD} AND (p.status <> 'paid' OR o.paid_at IS NULL)) OR (o.status IN ('to_sign', 'pending_payment') AND p.status = 'paid')
        ELSE (o.status = 'completed' AND o.total_fen > o.ended_fen) <> ${SETTLED} OR ${SETTLED} <> (o.paid_at IS NOT NULL)
          OR o.status = 'pending_payment' END`,
  },
  {
    name: 'money: what is due after acceptance can be paid, unless what came for it is being looked at',
    sql: `SELECT o.id, o.number, p.status AS payment FROM sales_order o JOIN checkout c ON c.id = o.checkout_id JOIN payment p ON p.id = c.payment_id
      WHERE o.status = 'payable' AND p.status NOT IN ('pending', 'quarantined')`,
  },
  {
    name: 'money: an order that was closed although its money came is refunded in full',
    sql: `SELECT o.id, o.number, o.status, o.total_fen, f.fen AS refunds_fen FROM sales_order o JOIN checkout c ON c.id = o.checkout_id
        JOIN payment p ON p.id = c.payment_id
        CROSS JOIN LATERAL (SELECT coalesce(sum(amount_fen), 0) AS fen FROM refund WHERE holder = o.id AND status <> 'failed') f
      WHERE o.status IN ${CLOSED} AND p.status = 'paid' AND (f.fen > o.total_fen OR o.total_fen - f.fen > ${outsideFen('p.id')})`,
  },
];

const STOCK: readonly Invariant[] = [
  {
    name: 'stock: no more is sold than was supplied',
    sql: `SELECT l.sku_id, l.pieces AS sold, coalesce(m.pieces, 0) AS supplied
      FROM (SELECT sku_id, sum(quantity - ended_quantity) AS pieces FROM order_line l JOIN sales_order o ON o.id = l.order_id
        WHERE o.status NOT IN ${CLOSED} GROUP BY sku_id) l
      LEFT JOIN (SELECT sku_id, sum(delta) AS pieces FROM stock_movement WHERE reason <> 'shipment' GROUP BY sku_id) m ON m.sku_id = l.sku_id
      WHERE l.pieces > coalesce(m.pieces, 0)`,
  },
  {
    name: 'stock: an open order holds what of its lines is not shipped',
    sql: `SELECT o.id, o.number, o.status, l.sku_id, l.quantity - l.shipped_quantity - l.ended_quantity AS due, r.quantity - r.consumed - r.released AS held
      FROM sales_order o JOIN order_line l ON l.order_id = o.id LEFT JOIN reservation r ON r.holder = o.id AND r.sku_id = l.sku_id
      WHERE o.status IN ${HOLDING} AND l.quantity - l.shipped_quantity - l.ended_quantity IS DISTINCT FROM r.quantity - r.consumed - r.released`,
  },
  {
    name: 'stock: nobody else holds anything',
    sql: `SELECT r.holder, r.sku_id, r.quantity - r.consumed - r.released AS held, o.status FROM reservation r
      LEFT JOIN sales_order o ON o.id = r.holder LEFT JOIN order_line l ON l.order_id = o.id AND l.sku_id = r.sku_id
      WHERE r.consumed + r.released < r.quantity AND (o.status IS NULL OR o.status NOT IN ${HOLDING} OR l.id IS NULL)
        AND NOT EXISTS (SELECT FROM campaigns_goods g WHERE g.id = r.holder AND g.sku_id = r.sku_id)
        AND NOT EXISTS (SELECT FROM recalls_stock q JOIN recalls_recall v ON v.id = q.recall_id
          WHERE q.recall_id = r.holder AND q.sku_id = r.sku_id AND v.set_aside_at IS NULL)`,
  },
  {
    name: 'stock: whoever agreed to a campaign holds what all its shares need until it has closed, and nothing of one that failed, was cancelled or is a draft',
    sql: `SELECT g.id, g.campaign_id, c.status, s.answer, coalesce(r.quantity - r.consumed - r.released, 0) AS held
      FROM campaigns_goods g JOIN campaigns_campaign c ON c.id = g.campaign_id
        LEFT JOIN campaigns_supplier s ON s.campaign_id = g.campaign_id AND s.supplier_id = g.supplier_id
        LEFT JOIN reservation r ON r.holder = g.id AND r.sku_id = g.sku_id
      WHERE c.form <> 'pre_sale' AND c.status IN ('draft', 'to_recipient', 'agreeing', 'to_review', 'recruiting', 'failed', 'cancelled')
        AND coalesce(r.quantity - r.consumed - r.released, 0)
          <> CASE WHEN c.status IN ('agreeing', 'to_review', 'recruiting') AND s.answer = 'agreed' THEN g.pieces * c.cap_shares ELSE 0 END`,
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

const RECALLS: readonly Invariant[] = [
  {
    name: 'recalls: whatever was sent of a recalled batch is named, by order and piece',
    sql: `SELECT r.recall_id, r.batch_id, p.order_line_id, p.pieces, n.pieces AS named FROM recalls_batch r
      JOIN (SELECT batch_id, order_line_id, sum(quantity) AS pieces FROM parcel_line WHERE batch_id IS NOT NULL GROUP BY batch_id, order_line_id) p ON p.batch_id = r.batch_id
      LEFT JOIN recalls_line n ON n.recall_id = r.recall_id AND n.order_line_id = p.order_line_id AND n.batch_id = r.batch_id
      WHERE p.pieces IS DISTINCT FROM n.pieces`,
  },
  {
    name: 'recalls: nothing of a batch is sent after it was recalled',
    sql: `SELECT p.parcel_id, p.order_line_id, b.number, c.shipped_at, b.recalled_at FROM batch b
      JOIN parcel_line p ON p.batch_id = b.id JOIN parcel c ON c.id = p.parcel_id WHERE c.shipped_at > b.recalled_at`,
  },
  {
    name: 'recalls: a batch is recalled by one recall, and the stock of it stands still until it was checked',
    sql: `SELECT b.id, b.number, NULL::uuid AS sku_id FROM batch b WHERE (b.recalled_at IS NOT NULL) <> EXISTS (SELECT FROM recalls_batch r WHERE r.batch_id = b.id)
      UNION ALL SELECT v.id, v.number, q.sku_id FROM recalls_recall v JOIN recalls_stock q ON q.recall_id = v.id LEFT JOIN stock s ON s.sku_id = q.sku_id
        WHERE (v.set_aside_at IS NULL) <> coalesce(v.id = ANY(s.stopped_by), false)`,
  },
];

const ORDERS: readonly Invariant[] = [
  {
    name: 'orders: what a line has shipped is in its parcels',
    sql: `SELECT l.id, l.order_id, l.shipped_quantity, coalesce(p.pieces, 0) AS in_parcels FROM order_line l
      LEFT JOIN (SELECT order_line_id, sum(quantity) AS pieces FROM parcel_line GROUP BY order_line_id) p ON p.order_line_id = l.id
      WHERE l.shipped_quantity <> coalesce(p.pieces, 0)`,
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

/** What ties several contexts together. What is of one context's tables alone stands in its manifest. */
export const REPORTING_INVARIANTS: readonly Invariant[] = [
  ...MONEY,
  ...STOCK,
  ...ORDERS,
  ...RECALLS,
  ...OWNERS,
  ...STANDING_INVARIANTS,
  ...UNIT_ORDER_INVARIANTS,
  ...ACCEPTED_ORDER_INVARIANTS,
  ...INVOICED_ORDER_INVARIANTS,
  ...ORDERED_REQUISITION_INVARIANTS,
  ...TRANSFERRED_MONEY_INVARIANTS,
  ...PLEDGE_MONEY_INVARIANTS,
  ...UNIT_PLEDGE_INVARIANTS,
  ...SIGNED_ORDER_INVARIANTS,
];
