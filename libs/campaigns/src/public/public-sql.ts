import { MOST_COUNTED_PEOPLE } from '@yigou/contracts';

/** Whether everybody may read campaign `c`: it was opened once, whatever became of it. */
export const PUBLIC = 'c.opened_at IS NOT NULL';

/** Shares of campaign `c` that are paid, and taken but not paid yet, as `x`; of one that has ended they stay what they were. */
export const WITH_SHARES = `CROSS JOIN LATERAL (
  SELECT coalesce(sum(s.paid), 0)::int AS paid, coalesce(sum(s.held), 0)::int AS held FROM campaigns_slot s WHERE s.campaign_id = c.id) x`;

/** Place, from 0, of the tier that these paid shares have reached. */
export const TIER = `greatest((SELECT count(*)::int FROM unnest(c.tier_from) AS t (first) WHERE t.first <= x.paid) - 1, 0)`;

/** How many people's pledges are paid, counted as far as anybody is told. */
export const PEOPLE = `(SELECT count(*)::int FROM (
  SELECT FROM campaigns_pledge p WHERE p.campaign_id = c.id AND p.status IN ('paid', 'balance_due', 'confirmed', 'done', 'forfeited', 'refunded') LIMIT ${MOST_COUNTED_PEOPLE}) AS few)`;

/** An instant as the views write it. */
export const instant = (column: string): string => `to_json(${column}) #>> '{}'`;
