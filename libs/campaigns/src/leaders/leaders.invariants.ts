import { historyInvariants, type Invariant } from '@yigou/platform';
import { LEADER } from './leader-status';

/** Of sub-leaders and what is counted to them. */
export const LEADERS_INVARIANTS: readonly Invariant[] = [
  ...historyInvariants({
    context: 'campaigns',
    thing: 'campaigns_leader',
    table: 'campaigns_leader',
    key: 'id',
    steps: LEADER.moves,
    imported: null,
  }),
  {
    name: 'campaigns: a pledge is counted to a sub-leader of its campaign who led it when the pledge was made',
    sql: `SELECT p.id, p.created_at, l.id AS leader_id, l.campaign_id FROM campaigns_pledge p JOIN campaigns_leader l ON l.id = p.via_id
      WHERE l.campaign_id <> p.campaign_id OR (SELECT s.to_status FROM campaigns_leader_step s WHERE s.campaigns_leader_id = l.id AND s.at <= p.created_at
        ORDER BY s.at DESC, s.id DESC LIMIT 1) IS DISTINCT FROM 'active'`,
  },
  {
    name: 'campaigns: a sub-leader hands out at a point of the own campaign, and a point that came with one is closed when they are gone',
    sql: `SELECT l.id, l.status, l.point_id, t.campaign_id, t.closed_at FROM campaigns_leader l JOIN campaigns_point t ON t.id = l.point_id
      WHERE t.campaign_id <> l.campaign_id OR (l.own_point AND (l.status = 'active') <> (t.closed_at IS NULL))`,
  },
];
