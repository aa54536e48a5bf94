import type { Invariant } from '@yigou/platform';
import { KEPT } from '../fulfilment/reckon-pledges';

/** States of a pledge whose shares were paid in time: what was refunded after the decision counted in it. */
const COUNTED = `('paid', 'balance_due', 'confirmed', 'done', 'forfeited', 'refunded')`;
/** The payments of a pledge `p`: the one that it has, or of a deposit and a balance both. */
const PAYMENTS_OF = '(p.payment_id, (SELECT b.payment_id FROM campaigns_balance b WHERE b.pledge_id = p.id))';
/** What of them goes back or went back, whether it has arrived or not. */
const BACK = `(SELECT coalesce(sum(f.amount_fen), 0) FROM refund f WHERE f.payment_id IN ${PAYMENTS_OF})`;
/** What came of it, … */
const PAID = `(SELECT coalesce(sum(n.captured_fen), 0) FROM payment n WHERE n.id IN ${PAYMENTS_OF})`;
/** … and what of that pays for orders, or waits for a person. */
const SPENT = `(SELECT coalesce(sum(n.pooled_fen + n.held_fen), 0) FROM payment n WHERE n.id IN ${PAYMENTS_OF})`;
/** What of it was paid at joining. */
const UP_FRONT = 'coalesce(p.deposit_fen, p.amount_fen)';

/** Of pledges, the places that they take, and the decision. */
export const CLOSING_INVARIANTS: readonly Invariant[] = [
  {
    name: 'campaigns: the places that are taken are the shares of pledges',
    sql: `SELECT campaign_id, shard, s.held, s.paid, t.held AS pledged_held, t.paid AS pledged_paid FROM campaigns_slot s FULL JOIN (
        SELECT p.campaign_id, u.shard, sum(u.shares) FILTER (WHERE p.status = 'pending') AS held, sum(u.shares) FILTER (WHERE p.status IN ${COUNTED}) AS paid
        FROM campaigns_pledge p, unnest(p.slot_shards, p.slot_shares) AS u (shard, shares) GROUP BY p.campaign_id, u.shard) t USING (campaign_id, shard)
      WHERE s.held IS DISTINCT FROM coalesce(t.held, 0) OR s.paid IS DISTINCT FROM coalesce(t.paid, 0)
      UNION ALL SELECT campaign_id, NULL, p.shares, NULL, NULL, NULL FROM campaigns_pledge p WHERE p.shares <> (SELECT sum(n) FROM unnest(p.slot_shares) AS n)`,
  },
  {
    name: 'campaigns: one succeeds exactly when as many shares as its threshold were paid, at the tier that they reach',
    sql: `SELECT c.id, c.status, c.threshold_shares, c.final_shares, c.reached_tier, s.paid FROM campaigns_campaign c
      CROSS JOIN LATERAL (SELECT coalesce(sum(paid), 0) AS paid FROM campaigns_slot WHERE campaign_id = c.id) s
      WHERE c.closed_at IS NOT NULL AND c.status <> 'cancelled' AND (
        (c.final_shares IS NULL) <> (s.paid < c.threshold_shares) OR c.final_shares <> s.paid OR (c.final_shares IS NULL AND c.status <> 'failed')
        OR c.reached_tier <> (SELECT count(*) - 1 FROM unnest(c.tier_from) AS t WHERE t <= c.final_shares))`,
  },
  {
    name: 'campaigns: no pledge counts that was paid after the deadline',
    sql: `SELECT p.id, p.status, p.paid_at, c.deadline FROM campaigns_pledge p JOIN campaigns_campaign c ON c.id = p.campaign_id
      WHERE (p.status IN ${COUNTED} OR p.status = 'withdrawn') AND p.paid_at >= c.deadline`,
  },
];

/** Of pledges and the money that pays them, which is not this context’s own: reporting looks at both. */
export const PLEDGE_MONEY_INVARIANTS: readonly Invariant[] = [
  {
    name: 'campaigns: a pledge that counts is paid by its own payment, one that waits is not',
    sql: `SELECT p.id, p.status, m.status AS payment, m.amount_fen, m.captured_fen FROM campaigns_pledge p JOIN payment m ON m.id = p.payment_id
      WHERE m.holder <> p.id OR m.purpose <> 'pledge' OR m.amount_fen <> ${UP_FRONT} OR (p.status = 'pending' AND m.status <> 'pending')
        OR ((p.status IN ${COUNTED} OR p.status = 'withdrawn') AND (m.status <> 'paid' OR m.captured_fen <> ${UP_FRONT}))`,
  },
  {
    name: 'campaigns: whose pledge ended gets all of it back, once, and who waits for it does not wait long',
    sql: `SELECT p.id, p.status, p.amount_fen, ${BACK} AS back_fen FROM campaigns_pledge p JOIN payment m ON m.id = p.payment_id
        JOIN campaigns_campaign c ON c.id = p.campaign_id
      WHERE (p.status IN ('withdrawn', 'refunded') AND ${BACK} + ${SPENT} <> ${PAID})
        OR (p.status IN ('expired', 'cancelled') AND m.status = 'paid' AND ${BACK} <> m.captured_fen)
        OR (p.status IN ('pending', 'paid') AND ${BACK} <> 0)
        OR (p.status IN ('balance_due', 'forfeited') AND ${BACK} + ${SPENT} <> ${PAID} - p.deposit_fen)
        OR (p.status = 'paid' AND c.closed_at < clock_timestamp() - interval '15 minutes')
        OR (p.status IN ('pending', 'paid') AND c.pledges_done_at IS NOT NULL)
        OR (p.status = 'balance_due' AND c.status NOT IN ('awaiting_balance', 'collecting') AND c.pledges_done_at IS NOT NULL)
        OR (p.status IN ('confirmed', 'done') AND c.status IN ('failed', 'cancelled') AND c.pledges_done_at IS NOT NULL)`,
  },
  // Goods that nobody supplies any more are not in the price of the place that they were for, once it was reckoned again.
  {
    name: 'campaigns: what a pledge comes to is its shares at the price that was reached and their freight, and the rest goes back',
    sql: `SELECT p.id, p.shares, p.amount_fen, p.final_fen, p.freight_final_fen, g.fen AS share_fen FROM campaigns_pledge p JOIN campaigns_campaign c ON c.id = p.campaign_id
      CROSS JOIN LATERAL (SELECT sum(pieces * prices_fen[c.reached_tier + 1]) AS fen FROM campaigns_goods WHERE campaign_id = c.id) g
      LEFT JOIN campaigns_consignment d ON d.campaign_id = c.id AND d.substitute_id IS NULL AND d.point_id IS NOT DISTINCT FROM CASE WHEN c.delivery_mode = 'pickup' THEN p.point_id END
      WHERE p.status IN ('confirmed', 'done') AND (p.final_fen IS NULL
        OR ((d.id IS NULL OR d.reckoned_at IS NOT NULL OR p.id <= d.reckoned_until) AND p.final_fen <> p.shares * coalesce(d.goods_share_fen, g.fen) + p.freight_final_fen + CASE WHEN d.id IS NULL THEN 0 ELSE ${KEPT} END)
        OR p.freight_final_fen > p.shares * c.freight_share_fen
        OR coalesce(p.deposit_fen + (SELECT b.amount_fen FROM campaigns_balance b WHERE b.pledge_id = p.id), p.amount_fen) - p.final_fen <> (
          SELECT coalesce(sum(f.amount_fen), 0) FROM refund f WHERE f.holder IN (p.id, (SELECT b.id FROM campaigns_balance b WHERE b.pledge_id = p.id)) AND (f.cause = 'tier_difference' OR f.cause LIKE 'freight_difference%')))`,
  },
  {
    name: 'campaigns: a balance has a payment of its own, and counts when that was paid; what came too late goes back',
    sql: `SELECT b.id, b.amount_fen, b.paid_at, m.status, m.captured_fen FROM campaigns_balance b JOIN payment m ON m.id = b.payment_id
      WHERE m.holder <> b.id OR m.purpose <> 'balance' OR m.amount_fen <> b.amount_fen OR (b.paid_at IS NOT NULL AND m.status <> 'paid')
        OR (b.paid_at IS NULL AND m.captured_fen - m.held_fen <> (SELECT coalesce(sum(f.amount_fen), 0) FROM refund f WHERE f.payment_id = m.id))`,
  },
];
