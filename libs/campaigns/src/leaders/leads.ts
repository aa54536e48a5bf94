import { MARKET_TODAY } from '@yigou/platform';

/** What a sub-leader sees, as SQL of the campaign `c`: conditions that statements of hand-outs and of leading share. */

/**
 * The days have passed for which names stay open after a campaign `c` has ended: when the hand-out was closed or the results were made public, or when it came to nothing
 * (个人信息保护法第十九条). One that succeeded and that nobody ends is over when for as long nothing has happened to it, the harvest that it waits for aside: each thing that does happen, as
 * the arrival of its goods, opens it for as long once more.
 */
export const namesOverSql = (days: string): string =>
  `(EXISTS (SELECT FROM campaigns_campaign_step o WHERE o.campaigns_campaign_id = c.id AND o.action IN ('hand_out', 'publish', 'fail', 'lapse', 'give_up', 'cancel')
      AND o.at < clock_timestamp() - make_interval(days => ${days}::int))
    OR c.status IN ('succeeded', 'purchasing', 'shipping', 'received', 'reallocating') AND coalesce(c.ship_on < ${MARKET_TODAY} - ${days}::int, true)
      AND NOT EXISTS (SELECT FROM campaigns_campaign_step o WHERE o.campaigns_campaign_id = c.id AND o.at >= clock_timestamp() - make_interval(days => ${days}::int)))`;

/** Whether a person leads a pick-up point of the campaign `c` and may still see who fetches there; with `point`, that point. */
export const leadsSql = (user: string, days: string, point?: string): string =>
  `(EXISTS (SELECT FROM campaigns_leader t WHERE t.campaign_id = c.id AND t.user_id = ${user} AND t.status = 'active'
    AND ${point ? `t.point_id = ${point}` : 't.point_id IS NOT NULL'}) AND NOT ${namesOverSql(days)})`;

/** People and shares that came by the link of a sub-leader, of pledges that are paid and stand, as two columns. */
export const gatheredSql = (
  leader: string,
): string => `(SELECT count(DISTINCT p.user_id)::int FROM campaigns_pledge p WHERE p.via_id = ${leader} AND p.status IN ('paid', 'balance_due', 'confirmed', 'done')) AS people,
  (SELECT coalesce(sum(p.shares), 0)::int FROM campaigns_pledge p WHERE p.via_id = ${leader} AND p.status IN ('paid', 'balance_due', 'confirmed', 'done')) AS shares`;

/**
 * Points that sub-leaders brought to the campaign `c`, closed ones among them: what was chosen there is sent there. No other point is ever closed, and whoever brought one may have left, asked
 * again and brought another.
 */
export const OWN_POINTS = `(SELECT count(*)::int FROM campaigns_point w WHERE w.campaign_id = c.id
  AND (w.closed_at IS NOT NULL OR EXISTS (SELECT FROM campaigns_leader b WHERE b.campaign_id = c.id AND b.point_id = w.id AND b.own_point)))`;

/** The most of them, as SQL: what the policy says, and no more than each supplier agreed to. */
export const mostOwnPoints = (policy: string): string =>
  `least(${policy}::int, (SELECT min(a.own_points) FROM campaigns_supplier a WHERE a.campaign_id = c.id AND a.answer = 'agreed'))`;

/** Who pledged, of an account `u`: the name that hand-outs say, and the phone that they sign in with, its middle hidden. */
export const PLEDGER = `u.name, CASE WHEN u.login ~ '^1[0-9]{10}$' THEN left(u.login, 3) || '****' || right(u.login, 4) ELSE '' END AS phone`;
