import { KEPT_GOODS_FEN } from '@yigou/orders';
import { atMarket } from '@yigou/platform';

/** The pledge `q` goes to the same place as the consignment `d` of the campaign `c`. */
export const TO_PLACE = (q: string): string =>
  `${q}.campaign_id = d.campaign_id AND d.substitute_id IS NULL AND d.point_id IS NOT DISTINCT FROM CASE WHEN c.delivery_mode = 'pickup' THEN ${q}.point_id END`;

/**
 * A pledge's part of the line `l` of its consignment, in fen: what is kept of its goods in proportion to shares, by the largest remainder, of equal ones the lower id first. Of a line that came
 * whole it is the price that was reached, to the fen; the sort is for what came short.
 */
const PART = `CASE WHEN mod(kept.fen, d.shares) = 0 THEN div(kept.fen, d.shares) * p.shares ELSE (
    SELECT div(kept.fen * p.shares, d.shares)
      + (count(*) FILTER (WHERE (-mod(kept.fen * q.shares, d.shares), q.id) < (-mod(kept.fen * p.shares, d.shares), p.id))
          < kept.fen - sum(div(kept.fen * q.shares, d.shares)))::int
    FROM campaigns_pledge q WHERE ${TO_PLACE('q')} AND q.status IN ('confirmed', 'done')) END`;

/**
 * What pledges of units come to by year, month, kind of budget, category and county, as the orders of units do (R7, R29): goods without freight, of what is certified by the orders that the
 * campaign placed. The year is the budget's: a pledge belongs to the year in which it was made, however late its goods come.
 */
export const PLEDGED_GOODS = (
  which: string,
): string => `SELECT p.id AS holder, b.unit_id AS "unitId", b.year::int AS year,
    CASE WHEN extract(year FROM ${atMarket('p.created_at')}) = b.year THEN extract(month FROM ${atMarket('p.created_at')})::int ELSE 1 END AS month,
    b.kind, l.category_slug AS "categorySlug", coalesce(o.region_code, '') AS "countyCode",
    sum(part.fen)::bigint AS "boughtFen", coalesce(sum(part.fen) FILTER (WHERE l.certificate_number IS NOT NULL), 0)::bigint AS "countedFen"
  FROM campaigns_pledge p JOIN campaigns_campaign c ON c.id = p.campaign_id JOIN budget b ON b.id = p.budget_id
    JOIN campaigns_consignment d ON ${TO_PLACE('p')}
    JOIN sales_order o ON o.checkout_id = d.checkout_id AND o.status = 'completed' JOIN order_line l ON l.order_id = o.id
    CROSS JOIN LATERAL (SELECT ${KEPT_GOODS_FEN}::numeric AS fen) kept
    CROSS JOIN LATERAL (SELECT ${PART} AS fen) part
  WHERE ${which} GROUP BY p.id, b.id, l.category_slug, o.region_code`;

/** A consignment `d` of which nothing is on its way any more, neither goods nor money that goes back to its pledges, and of which something came. */
export const ARRIVED = `d.funded_at IS NOT NULL AND d.ended_at IS NULL
  AND EXISTS (SELECT FROM sales_order o WHERE o.checkout_id = d.checkout_id AND o.status = 'completed')
  AND NOT EXISTS (SELECT FROM sales_order o WHERE o.checkout_id = d.checkout_id AND o.status NOT IN ('completed', 'cancelled', 'expired'))
  AND NOT EXISTS (SELECT FROM refund f WHERE f.payment_id = d.payment_id AND f.status = 'pending')`;
