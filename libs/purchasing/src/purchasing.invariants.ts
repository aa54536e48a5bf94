import { historyInvariants, type Invariant } from '@yigou/platform';
import { LINES_HASH } from './move-requisition';
import { REQUISITION } from './requisition-status';

/** Each piece of a list whose points are named goes to one of them. */
const NOT_DELIVERED = `SELECT q.id FROM purchasing_requisition q CROSS JOIN LATERAL (
    SELECT t.sku_id, sum(t.pieces) FROM (
      SELECT l.sku_id, l.quantity AS pieces FROM purchasing_requisition_line l WHERE l.requisition_id = q.id
      UNION ALL SELECT (p ->> 'skuId')::uuid, -(p ->> 'quantity')::int FROM jsonb_array_elements(q.deliveries) d, jsonb_array_elements(d -> 'lines') p) t
    GROUP BY 1 HAVING sum(t.pieces) <> 0) wrong
  WHERE q.deliveries <> '[]'`;

export const PURCHASING_INVARIANTS: readonly Invariant[] = [
  ...historyInvariants({
    context: 'purchasing',
    thing: 'purchasing_requisition',
    table: 'purchasing_requisition',
    key: 'id',
    steps: REQUISITION.moves,
    imported: null,
  }),
  {
    name: 'purchasing: a requisition’s total is the sum of its lines',
    sql: `SELECT q.id, q.total_fen, l.sum FROM purchasing_requisition q
      LEFT JOIN (SELECT requisition_id, sum(quantity * price_fen) AS sum FROM purchasing_requisition_line GROUP BY 1) l ON l.requisition_id = q.id
      WHERE q.total_fen <> coalesce(l.sum, 0)`,
  },
  {
    name: 'purchasing: what is approved is the list that was approved, by somebody else',
    sql: `SELECT q.id, q.lines_hash, q.approved_hash FROM purchasing_requisition q
      WHERE q.status IN ('approved', 'ordered') AND (q.approved_hash IS DISTINCT FROM ${LINES_HASH} OR q.decided_by IS NULL OR q.decided_by = q.requester_id)`,
  },
  { name: 'purchasing: each piece that is wanted at delivery points goes to one of them', sql: NOT_DELIVERED },
];

/** What ties requisitions to the orders that came of them; reporting declares it, as all that ties contexts together. */
export const ORDERED_REQUISITION_INVARIANTS: readonly Invariant[] = [
  {
    name: 'purchasing: what was ordered of a requisition is what was approved, no dearer, for its unit',
    sql: `SELECT q.id FROM purchasing_requisition q WHERE q.status = 'ordered' AND (
      EXISTS (SELECT FROM sales_order o WHERE o.placed_with = q.checkout_id AND o.unit_id IS DISTINCT FROM q.unit_id)
      OR EXISTS (SELECT FROM purchasing_requisition_line l LEFT JOIN (
          SELECT ol.sku_id, sum(ol.quantity) AS quantity, max(ol.price_fen) AS price_fen FROM order_line ol JOIN sales_order o ON o.id = ol.order_id
          WHERE o.placed_with = q.checkout_id GROUP BY 1) b ON b.sku_id = l.sku_id
        WHERE l.requisition_id = q.id AND (b.sku_id IS NULL OR b.quantity <> l.quantity OR b.price_fen > l.price_fen)))`,
  },
];
