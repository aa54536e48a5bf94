import type { Invariant } from '@yigou/platform';
import { CONTRIBUTED_GOODS } from '@yigou/procurement';
import { FINISHED_GOODS } from './order-budgets';

/** What units bought, of orders and of what else holds their budgets. */
const BOUGHT = `SELECT "unitId", year, month, kind, "categorySlug", "countyCode", sum("boughtFen") AS "boughtFen", sum("countedFen") AS "countedFen"
  FROM (SELECT a.* FROM (${FINISHED_GOODS("(o.unit_id IS NOT NULL OR o.staff_unit_id IS NOT NULL) AND o.status = 'completed'")}) a
    UNION ALL SELECT c.* FROM (${CONTRIBUTED_GOODS}) c) one
  GROUP BY 1, 2, 3, 4, 5, 6`;
/** Where the summary of units' purchases is not what their orders and their other purchases say. What was corrected away leaves sums of nothing. */
const SHARE_PROOF = `SELECT f."unitId" AS of_orders, s.unit_id, coalesce(f.year, s.year) AS year, coalesce(f.month, s.month) AS month,
    coalesce(f."categorySlug", s.category_slug) AS category, f."boughtFen" AS bought_in_orders, s.bought_fen, f."countedFen" AS counted_in_orders, s.counted_fen
  FROM (${BOUGHT}) f
  FULL JOIN share_sale s ON s.unit_id = f."unitId" AND s.year = f.year AND s.month = f.month AND s.kind = f.kind
    AND s.category_slug = f."categorySlug" AND s.county_code = f."countyCode"
  WHERE coalesce(f."boughtFen", 0) <> coalesce(s.bought_fen, 0) OR coalesce(f."countedFen", 0) <> coalesce(s.counted_fen, 0)`;

/** That the summary of units' purchases, which no screen checks against orders, is what their orders say. */
export const SHARE_OF_ORDERS: Invariant = {
  name: 'share: what units are counted is what their finished orders come to',
  sql: SHARE_PROOF,
};

/** What ties orders of units to budgets and shares; reporting declares them, as all that ties contexts together. */
export const UNIT_ORDER_INVARIANTS: readonly Invariant[] = [
  {
    // What else may hold them, reporting says: orders do not know it.
    name: 'budget: what is held of budgets is what orders of units cost, open ones encumbered and finished ones spent',
    sql: `SELECT o.id, o.number, o.status, o.total_fen, o.ended_fen, o.given_back_fen, h.holder, h.encumbered_fen, h.spent_fen
    FROM sales_order o LEFT JOIN budget_hold h ON h.holder = o.id AND h.own LEFT JOIN budget b ON b.id = h.budget_id
    WHERE (o.unit_id IS NULL) = (h.holder IS NOT NULL) OR h.budget_id <> o.budget_id OR b.unit_id <> o.unit_id
      OR h.encumbered_fen <> CASE WHEN o.status IN ('cancelled', 'expired', 'completed') THEN 0 ELSE o.total_fen - o.ended_fen - o.given_back_fen END
      OR h.spent_fen <> CASE WHEN o.status = 'completed' THEN o.total_fen - o.ended_fen - o.given_back_fen ELSE 0 END`,
  },
  SHARE_OF_ORDERS,
  {
    // Between a statement and the time it is said to have been at may lie as long as a statement lasts at most.
    name: 'share: a private order counts to a unit that its buyer was bound to when it was placed',
    sql: `SELECT o.id, o.number, o.user_id, o.staff_unit_id FROM sales_order o WHERE o.staff_unit_id IS NOT NULL AND NOT EXISTS (
      SELECT FROM staff_binding s WHERE s.user_id = o.user_id AND s.unit_id = o.staff_unit_id
        AND s.bound_at <= o.created_at + interval '1 minute' AND coalesce(s.left_at >= o.created_at - interval '1 minute', true))`,
  },
  {
    name: 'share: a correction is of an order that was sent, of the unit and year that it says',
    sql: `SELECT c.id, c.status, o.id AS order_id, o.status AS order_status FROM share_correction c LEFT JOIN sales_order o ON o.id = c.holder LEFT JOIN budget b ON b.id = o.budget_id
      WHERE o.unit_id IS DISTINCT FROM c.unit_id OR b.year IS DISTINCT FROM c.year OR o.number <> c.order_number
        OR o.status IN ('to_sign', 'pending_payment', 'to_ship', 'cancelled', 'expired')`,
  },
  {
    name: 'contracts: what was signed is what its hash says, of the order as it was ordered',
    sql: `SELECT o.id, o.number, x.hash FROM order_contract x JOIN sales_order o ON o.id = x.order_id
      WHERE x.hash <> encode(sha256(convert_to(x.content, 'UTF8')), 'hex') OR (x.content::jsonb ->> 'totalFen')::bigint <> o.total_fen OR o.unit_id IS NULL`,
  },
  {
    name: 'contracts: an order has one from its signature on, and none before',
    sql: `SELECT o.id, o.number, o.status FROM sales_order o LEFT JOIN order_contract x ON x.order_id = o.id
      WHERE (x.order_id IS NOT NULL) <> EXISTS (SELECT 1 FROM order_step t WHERE t.order_id = o.id AND t.from_status = 'to_sign' AND t.to_status IN ('pending_payment', 'to_ship'))`,
  },
];
