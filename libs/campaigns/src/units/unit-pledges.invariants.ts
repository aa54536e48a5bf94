import type { Invariant } from '@yigou/platform';
import { PLEDGED_GOODS } from './pledged-goods';

/** What of the payment of a pledge `p` went back out of the pools that it filled. */
const RETURNED = '(SELECT coalesce(sum(r.amount_fen), 0) FROM payment_pool_return r WHERE r.payment_id = p.payment_id)';

/** What ties pledges of units to budgets and shares; reporting declares them, as all that ties contexts together. */
export const UNIT_PLEDGE_INVARIANTS: readonly Invariant[] = [
  {
    name: 'campaigns: what a unit’s pledge holds of its budget is what it may still cost, spent once it is counted',
    sql: `SELECT p.id, p.number, p.status, p.amount_fen, p.final_fen, p.counted_at, h.encumbered_fen, h.spent_fen
      FROM campaigns_pledge p LEFT JOIN budget_hold h ON h.holder = p.id AND h.own LEFT JOIN budget b ON b.id = h.budget_id
      CROSS JOIN LATERAL (SELECT CASE WHEN p.status IN ('expired', 'cancelled', 'withdrawn', 'refunded') THEN 0
        ELSE coalesce(p.final_fen, p.amount_fen) - ${RETURNED} END AS fen) due
      WHERE (p.budget_id IS NULL) = (h.holder IS NOT NULL) OR h.budget_id <> p.budget_id OR b.unit_id <> p.organisation_id
        OR h.encumbered_fen <> CASE WHEN p.counted_at IS NULL THEN due.fen ELSE 0 END
        OR h.spent_fen <> CASE WHEN p.counted_at IS NULL THEN 0 ELSE due.fen END`,
  },
  {
    name: 'budget: whoever holds a budget is an order of a unit, or its part in a group purchase',
    sql: `SELECT h.holder, h.budget_id FROM budget_hold h WHERE NOT EXISTS (SELECT FROM sales_order o WHERE o.id = h.holder AND o.unit_id IS NOT NULL)
      AND NOT EXISTS (SELECT FROM campaigns_pledge p WHERE p.id = h.holder AND p.budget_id IS NOT NULL)`,
  },
  {
    name: 'share: what a unit’s pledge counts is its part of what was kept of its orders',
    sql: `SELECT g.holder, s.holder AS counted, g."categorySlug", g."boughtFen", s.bought_fen, g."countedFen", s.counted_fen
      FROM (${PLEDGED_GOODS('p.counted_at IS NOT NULL')}) g FULL JOIN share_contribution s
        ON s.holder = g.holder AND s.category_slug = g."categorySlug" AND s.county_code = g."countyCode"
      WHERE (g."unitId", g.year, g.month, g.kind, g."boughtFen", g."countedFen") IS DISTINCT FROM (s.unit_id, s.year, s.month, s.kind, s.bought_fen, s.counted_fen)`,
  },
];
