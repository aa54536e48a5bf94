/**
 * How many shares of a campaign `c` that has succeeded are bought: those that were paid, of a pre-sale with a deposit in full once the time for it is over. 0: it has not succeeded. What
 * suppliers hold is of these alone.
 */
export const BOUGHT_SHARES = `CASE WHEN c.balance_forfeits IS NULL THEN coalesce(c.final_shares, 0) ELSE (
  SELECT coalesce(sum(q.shares), 0)::int FROM campaigns_pledge q JOIN campaigns_balance b ON b.pledge_id = q.id AND b.paid_at IS NOT NULL WHERE q.campaign_id = c.id) END`;
