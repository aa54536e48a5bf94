import { historyInvariants, type Invariant } from '@yigou/platform';
import { SUBSTITUTE } from './substitute-status';

/** Of goods offered in place of others. */
export const SUBSTITUTES_INVARIANTS: readonly Invariant[] = [
  ...historyInvariants({
    context: 'campaigns',
    thing: 'campaigns_substitute',
    table: 'campaigns_substitute',
    key: 'id',
    steps: SUBSTITUTE.moves,
    imported: null,
  }),
  {
    name: 'campaigns: what is ordered in place of others is what was accepted, at no higher price, and nothing else',
    sql: `SELECT s.id, s.status, s.accepted_shares, s.price_fen, d.shares, d.goods_share_fen, a.shares AS answered FROM campaigns_substitute s
      JOIN campaigns_goods g ON g.id = s.goods_id JOIN campaigns_campaign c ON c.id = s.campaign_id
      CROSS JOIN LATERAL (SELECT coalesce(sum(shares), 0) AS shares, count(*) FILTER (WHERE goods_share_fen NOT IN (0, s.pieces * s.price_fen) OR freight_fen <> 0) AS wrong,
        max(goods_share_fen) AS goods_share_fen FROM campaigns_consignment WHERE substitute_id = s.id) d
      CROSS JOIN LATERAL (SELECT coalesce(sum(p.shares), 0) AS shares FROM campaigns_substitute_answer a JOIN campaigns_pledge p ON p.id = a.pledge_id
        WHERE a.substitute_id = s.id AND a.accepts AND p.status IN ('confirmed', 'done', 'refunded')) a
      WHERE s.price_fen > g.prices_fen[c.reached_tier + 1] OR s.pieces <> g.pieces OR d.wrong > 0
        OR d.shares <> CASE WHEN s.applied_at IS NULL THEN 0 ELSE s.accepted_shares END
        OR (s.status = 'closed' AND c.status <> 'failed'
          AND s.accepted_shares <> CASE WHEN c.recipient_id IS NOT NULL AND s.recipient_accepts IS NOT TRUE THEN 0 ELSE a.shares END)`,
  },
];
