import type { Invariant } from '@yigou/platform';

/** Of deposits, of what is left after them, and of what becomes of those whose balance was not paid. */
export const BALANCES_INVARIANTS: readonly Invariant[] = [
  {
    name: 'campaigns: a deposit is at most a fifth of the least that its shares may come to',
    sql: `SELECT c.id, c.deposit_share_fen, g.fen FROM campaigns_campaign c
      CROSS JOIN LATERAL (SELECT sum(pieces * prices_fen[cardinality(c.tier_from)]) AS fen FROM campaigns_goods WHERE campaign_id = c.id) g
      WHERE c.deposit_share_fen IS NOT NULL AND c.status NOT IN ('draft', 'cancelled') AND c.deposit_share_fen * 5 > g.fen
      UNION ALL SELECT p.id, p.deposit_fen, p.shares * c.deposit_share_fen FROM campaigns_pledge p JOIN campaigns_campaign c ON c.id = p.campaign_id
      WHERE p.deposit_fen IS DISTINCT FROM p.shares * c.deposit_share_fen`,
  },
  {
    name: 'campaigns: nobody loses a deposit before the time to pay the rest was over, or where the goods could not be sold any more',
    sql: `SELECT p.id, p.status, c.balance_until, c.balance_forfeits, s.at FROM campaigns_pledge p JOIN campaigns_campaign c ON c.id = p.campaign_id
        LEFT JOIN campaigns_pledge_step s ON s.campaigns_pledge_id = p.id AND s.action = 'forfeit'
      WHERE p.status = 'forfeited' AND (c.balance_forfeits IS NOT TRUE OR c.balance_until IS NULL OR s.at < c.balance_until)`,
  },
  {
    name: 'campaigns: a pledge with a deposit is confirmed by its balance, which is paid once',
    sql: `SELECT p.id, p.status, b.id AS balance, b.amount_fen, b.paid_at FROM campaigns_pledge p LEFT JOIN campaigns_balance b ON b.pledge_id = p.id
      WHERE (p.deposit_fen IS NULL AND b.id IS NOT NULL) OR (p.deposit_fen IS NOT NULL AND p.status IN ('confirmed', 'done') AND b.paid_at IS NULL)
        OR (b.paid_at IS NOT NULL AND p.status NOT IN ('confirmed', 'done', 'refunded')) OR b.campaign_id <> p.campaign_id
        OR (p.status = 'balance_due' AND (p.final_fen IS NULL OR b.amount_fen <> p.final_fen - p.deposit_fen))
        OR (p.status IN ('confirmed', 'done') AND p.final_fen > p.deposit_fen + b.amount_fen)`,
  },
  {
    name: 'campaigns: what suppliers are due of deposits is what was lost, to the fen',
    sql: `SELECT c.id, l.fen AS lost_fen, f.fen AS divided_fen FROM campaigns_campaign c
      CROSS JOIN LATERAL (SELECT coalesce(sum(deposit_fen), 0) AS fen FROM campaigns_pledge WHERE campaign_id = c.id AND status = 'forfeited') l
      CROSS JOIN LATERAL (SELECT coalesce(sum(amount_fen), 0) AS fen FROM campaigns_forfeit WHERE campaign_id = c.id) f
      WHERE c.deposit_share_fen IS NOT NULL AND f.fen <> CASE WHEN c.balance_forfeits AND c.pledges_done_at IS NOT NULL THEN l.fen ELSE f.fen END
        OR (f.fen > 0 AND c.balance_forfeits IS NOT TRUE)`,
  },
];
