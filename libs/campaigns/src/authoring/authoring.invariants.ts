import type { Invariant } from '@yigou/platform';

/** Of what was agreed to and opened, and of lists of addresses; that stock is held for it is an invariant of reporting. */
export const AUTHORING_INVARIANTS: readonly Invariant[] = [
  {
    name: 'campaigns: what was opened was agreed to by all its suppliers, and its places are its shares',
    sql: `SELECT c.id, c.status, c.cap_shares FROM campaigns_campaign c
      WHERE c.opened_at IS NOT NULL AND (EXISTS (SELECT FROM campaigns_supplier s WHERE s.campaign_id = c.id AND s.answer <> 'agreed')
        OR c.cap_shares <> (SELECT coalesce(sum(t.capacity), 0) FROM campaigns_slot t WHERE t.campaign_id = c.id))`,
  },
  {
    name: 'campaigns: a list of addresses is there whole until its people are forgotten, all of them',
    sql: `SELECT l.campaign_id, l.people, l.packs, l.deleted_at, count(a.id) AS there FROM campaigns_address_list l
        LEFT JOIN campaigns_address a ON a.campaign_id = l.campaign_id
      GROUP BY l.campaign_id HAVING count(a.id) <> CASE WHEN l.deleted_at IS NULL THEN l.people ELSE 0 END
        OR l.deleted_at IS NULL AND sum(a.packs) <> l.packs`,
  },
];
