import type { Invariant } from '@yigou/platform';
import { KEPT } from './reckon-pledges';

/** The pledges of a consignment `d` of the campaign `c`: where goods are fetched those of its point, elsewhere all. */
const AT_PLACE = `p.campaign_id = d.campaign_id AND p.status IN ('confirmed', 'done', 'refunded')
  AND CASE WHEN c.delivery_mode = 'pickup' THEN p.point_id END IS NOT DISTINCT FROM d.point_id`;

/** Of what follows when a campaign has succeeded. */
export const FULFILMENT_INVARIANTS: readonly Invariant[] = [
  {
    name: 'campaigns: what goes to a place costs what its pledges pay, goods and freight, to the fen',
    sql: `SELECT d.id, d.shares, d.goods_share_fen, d.freight_fen, s.shares AS pledged, s.final_fen, s.freight_final_fen
      FROM campaigns_consignment d JOIN campaigns_campaign c ON c.id = d.campaign_id
      CROSS JOIN LATERAL (SELECT coalesce(sum(p.shares), 0) AS shares, coalesce(sum(p.final_fen - ${KEPT}), 0) AS final_fen,
        coalesce(sum(p.freight_final_fen), 0) AS freight_final_fen FROM campaigns_pledge p WHERE ${AT_PLACE}) s
      WHERE d.reckoned_at IS NOT NULL AND d.substitute_id IS NULL AND (s.shares <> d.shares OR s.freight_final_fen <> d.freight_fen
        OR s.final_fen <> d.goods_share_fen * d.shares + d.freight_fen)`,
  },
  {
    name: 'campaigns: what is published has its figures, and nothing else has',
    sql: `SELECT c.id, c.status, b.published_at FROM campaigns_campaign c FULL JOIN campaigns_publication b ON b.campaign_id = c.id
      WHERE (c.status IN ('published', 'settled')) IS DISTINCT FROM (b.campaign_id IS NOT NULL)`,
  },
  {
    name: 'campaigns: what was fetched is done',
    sql: `SELECT p.id, p.status, h.recorded_at FROM campaigns_hand_out h JOIN campaigns_pledge p ON p.id = h.pledge_id WHERE p.status <> 'done'`,
  },
  {
    name: 'campaigns: who paid for what does not come is told within a quarter of an hour',
    sql: `SELECT refund_id, campaign_id, created_at FROM campaigns_shortfall WHERE told_at IS NULL AND created_at < clock_timestamp() - interval '15 minutes'`,
  },
];
