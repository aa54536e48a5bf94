import { historyInvariants, type Invariant } from '@yigou/platform';
import { ACCEPTANCE } from './acceptance-status';

export const ACCEPTANCE_INVARIANTS: readonly Invariant[] = [
  ...historyInvariants({
    context: 'purchasing',
    thing: 'purchasing_acceptance',
    table: 'purchasing_acceptance',
    key: 'id',
    steps: ACCEPTANCE.moves,
    imported: null,
  }),
  {
    name: 'purchasing: nobody signs an acceptance sheet twice, and what is decided was signed by a second person',
    sql: `SELECT a.id, a.number, a.status FROM purchasing_acceptance a
      WHERE a.second_id = a.first_id OR (a.status IN ('confirmed', 'returned')) <> (a.second_id IS NOT NULL)`,
  },
];

/** What ties sheets to the orders that they are of; reporting declares it, as all that ties contexts together. */
export const ACCEPTED_ORDER_INVARIANTS: readonly Invariant[] = [
  {
    name: 'purchasing: what is accepted and refused of an order is what its confirmed sheets say',
    sql: `SELECT l.id, l.order_id, l.accepted_quantity, l.refused_quantity, t.accepted, t.refused
      FROM (SELECT l.* FROM order_line l JOIN sales_order o ON o.id = l.order_id WHERE o.unit_id IS NOT NULL) l
      FULL JOIN (SELECT t.order_line_id, sum(t.accepted) AS accepted, sum(t.short + t.refused) AS refused
        FROM purchasing_acceptance_line t JOIN purchasing_acceptance a ON a.id = t.acceptance_id WHERE a.status = 'confirmed' GROUP BY 1) t
        ON t.order_line_id = l.id
      WHERE coalesce(l.accepted_quantity, 0) <> coalesce(t.accepted, 0) OR coalesce(l.refused_quantity, 0) <> coalesce(t.refused, 0)`,
  },
  {
    // The price of the grams of each sheet, half up, and no more than the most of its pieces; what was finished without a sheet weighs what it should.
    name: 'purchasing: what is sold by weight is billed by the grams of its confirmed sheets',
    sql: `SELECT l.id, l.order_id, l.accepted_grams, t.grams, l.weight_refund_fen, coalesce(t.back, 0) + r.back AS back
      FROM order_line l JOIN sales_order o ON o.id = l.order_id
      CROSS JOIN LATERAL (SELECT (l.weight_terms ->> 'priceFen')::numeric / (l.weight_terms ->> 'perGrams')::numeric AS fen) w
      CROSS JOIN LATERAL (SELECT CASE WHEN o.status IN ('payable', 'completed') THEN (l.shipped_quantity - l.accepted_quantity - l.refused_quantity)
          * (l.price_fen - round(w.fen * (l.weight_terms ->> 'pieceGrams')::numeric)) ELSE 0 END AS back) r
      LEFT JOIN LATERAL (SELECT sum(t.grams) AS grams, sum(l.price_fen * t.accepted - least(round(w.fen * t.grams), l.price_fen * t.accepted)) AS back
        FROM purchasing_acceptance_line t JOIN purchasing_acceptance a ON a.id = t.acceptance_id
        WHERE t.order_line_id = l.id AND a.status = 'confirmed' AND t.accepted > 0) t ON true
      WHERE l.weight_terms IS NOT NULL AND (l.accepted_grams <> coalesce(t.grams, 0) OR l.weight_refund_fen <> coalesce(t.back, 0) + r.back)`,
  },
  {
    name: 'purchasing: a sheet is of its order’s unit and of its order’s lines',
    sql: `SELECT a.id, a.number FROM purchasing_acceptance a JOIN sales_order o ON o.id = a.order_id
      WHERE o.unit_id IS DISTINCT FROM a.unit_id OR EXISTS (SELECT FROM purchasing_acceptance_line t
        JOIN order_line l ON l.id = t.order_line_id WHERE t.acceptance_id = a.id AND l.order_id <> a.order_id)`,
  },
];
