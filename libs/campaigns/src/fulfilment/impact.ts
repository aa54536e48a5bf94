import type { RouteResponse } from '@yigou/contracts';
import { type Queryable, saturatedBigint, saturatedInt } from '@yigou/platform';
import { benefitReach } from '@yigou/suppliers';

/** Net weight in grams, products, counties, households and people: of orders and certificates alone, never typed in. */
export type Impact = RouteResponse<'getFulfilment'>['impact'];

interface Reach {
  readonly grams: number;
  readonly products: number;
  readonly counties: number;
  /** Of certificates that say how many they carry without saying whom. */
  readonly households: number;
  readonly people: number;
  /** Of the others, whose households are counted once over all of them. */
  readonly mechanismIds: string[];
}

/** Sums over `goods`, which are rows of `product_id`, `county`, the certificate's `number` and `grams`; what has no weight counts nothing. */
const TOTALS = `${saturatedBigint('sum(goods.grams)')} AS grams, count(DISTINCT goods.product_id)::int AS products, count(DISTINCT goods.county)::int AS counties,
  array_agg(DISTINCT goods.number) AS numbers`;
/** What these reach, of such a sum `t`: a certificate counts once, however many goods it covers. */
const REACH = `t.grams, t.products, t.counties,
  (SELECT ${saturatedInt('sum(c.households)')} FROM certificate c WHERE c.number = ANY(t.numbers) AND c.mechanism_ids = '{}') AS households,
  (SELECT ${saturatedInt('sum(c.people)')} FROM certificate c WHERE c.number = ANY(t.numbers) AND c.mechanism_ids = '{}') AS people,
  ARRAY(SELECT DISTINCT m FROM certificate c, unnest(c.mechanism_ids) AS m WHERE c.number = ANY(t.numbers)) AS "mechanismIds"`;

/** Of orders that stand and are paid, less what was ended or not accepted. */
const ORDERED = `SELECT l.product_id, p.county_code AS county, l.certificate_number AS number,
    (l.quantity - l.ended_quantity - l.refused_quantity)::bigint * coalesce(l.net_weight_grams, 0) AS grams
  FROM campaigns_order c JOIN sales_order o ON o.id = c.order_id JOIN order_line l ON l.order_id = o.id JOIN product p ON p.id = l.product_id
  WHERE c.campaign_id = $1 AND o.paid_at IS NOT NULL AND o.status NOT IN ('cancelled', 'expired')
    AND l.quantity > l.ended_quantity + l.refused_quantity`;
/** Of so many shares, before there are orders. */
const OFFERED = `SELECT k.product_id, p.county_code AS county, c.number, g.pieces::bigint * $2::bigint * coalesce(k.net_weight_grams, 0) AS grams
  FROM campaigns_goods g JOIN sku k ON k.id = g.sku_id JOIN product p ON p.id = k.product_id LEFT JOIN certificate c ON c.id = p.certificate_id
  WHERE g.campaign_id = $1`;

/** What a campaign's orders did so far: nothing before they are paid. Two statements. */
export const campaignImpact = (db: Queryable, campaignId: string): Promise<Impact> =>
  summed(db, db.query<Reach>(`SELECT ${REACH} FROM (SELECT ${TOTALS} FROM (${ORDERED}) AS goods) AS t`, [campaignId]));

/** What a campaign will do when so many shares are paid, of the goods and certificates as they are now. Two statements. */
export const foreseenImpact = (db: Queryable, campaignId: string, shares: number): Promise<Impact> =>
  summed(
    db,
    db.query<Reach>(`SELECT ${REACH} FROM (SELECT ${TOTALS} FROM (${OFFERED}) AS goods) AS t`, [campaignId, shares]),
  );

async function summed(db: Queryable, found: Promise<Reach[]>): Promise<Impact> {
  const [reach] = await found;
  if (!reach) throw new Error('sums have one row');
  const { mechanismIds, households, people, ...counted } = reach;
  const named = await benefitReach(db, mechanismIds);
  return { ...counted, households: households + named.households, people: people + named.people };
}
