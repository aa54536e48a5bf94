import { Injectable } from '@nestjs/common';
import { CERTIFICATE_IN_FORCE } from '@yigou/certification';
import type { GroupBuyView, GroupBuyWall, RouteInput, RouteResponse } from '@yigou/contracts';
import { DomainError } from '@yigou/kernel';
import {
  belowSql,
  Database,
  earliestFirst,
  Filter,
  keyset,
  keysetPage,
  latestFirst,
  type Listing,
  regionPrefix,
  saturatedBigint,
  saturatedInt,
} from '@yigou/platform';
import { BOUGHT_SHARES } from '../balances/bought-shares';
import { campaignImpact } from '../fulfilment/impact';
import { PUBLISHED_JSON } from '../fulfilment/published';
import { HAS_LIST } from '../addresses/has-list';
import { instant, PEOPLE, PUBLIC, TIER, WITH_SHARES } from './public-sql';

type Card = RouteResponse<'listGroupBuys'>['items'][number];

/** What a share costs at the tier at this place, from 1. */
const priceAt = (tier: string): string =>
  `(SELECT ${saturatedBigint(`sum(g.pieces * g.prices_fen[${tier}])`)} FROM campaigns_goods g WHERE g.campaign_id = c.id)`;
const GOODS = 'campaigns_goods g JOIN sku k ON k.id = g.sku_id JOIN product p ON p.id = k.product_id';
/** The photo that was chosen, or the first of its first good. */
const PHOTO = `coalesce(c.photo_key, (SELECT f.key FROM ${GOODS} JOIN product_photo f ON f.product_id = p.id
  WHERE g.campaign_id = c.id ORDER BY g.position, f.position, f.id LIMIT 1))`;
/** Names of the counties that its goods come from. */
const COUNTIES = `ARRAY(SELECT r.name FROM region r WHERE r.code IN (SELECT p.county_code FROM ${GOODS} WHERE g.campaign_id = c.id) ORDER BY r.code)`;
const CARD = `c.id, c.number, c.form, c.status, c.title, ${PHOTO} AS photo, c.organiser_name AS "organiserName", ${instant('c.deadline')} AS deadline,
  c.threshold_shares AS "thresholdShares", c.cap_shares AS "capShares", x.paid AS "paidShares", ${priceAt('1')} AS "priceFen",
  ${priceAt('cardinality(c.tier_from)')} AS "bestPriceFen", c.deposit_share_fen AS "depositFen",
  ${COUNTIES} AS counties`;

/** Certificate `c` of product `p` as long as it holds. */
const CERTIFICATE = `(SELECT jsonb_build_object('number', c.number, 'households', c.households, 'people', c.people)
  FROM certificate c LEFT JOIN supplier_file f ON f.supplier_id = c.supplier_id WHERE c.id = p.certificate_id AND ${CERTIFICATE_IN_FORCE})`;
const GOODS_JSON = `coalesce((SELECT jsonb_agg(jsonb_build_object('productId', p.id, 'productName', p.name, 'skuName', k.name, 'pieces', g.pieces,
    'netWeightGrams', k.net_weight_grams, 'photo', (SELECT f.key FROM product_photo f WHERE f.product_id = p.id ORDER BY f.position, f.id LIMIT 1),
    'supplierName', o.name, 'countyPath', r.path, 'pricesFen', g.prices_fen, 'shopPriceFen', k.price_fen, 'certificate', ${CERTIFICATE}) ORDER BY g.position)
  FROM ${GOODS} JOIN organisation o ON o.id = g.supplier_id LEFT JOIN region r ON r.code = p.county_code WHERE g.campaign_id = c.id), '[]')`;
const HOUSEHOLDS = `(SELECT ${saturatedInt('sum(h.households)')} FROM (SELECT DISTINCT z.id, z.households FROM ${GOODS}
  JOIN LATERAL (SELECT c.id, c.households FROM certificate c LEFT JOIN supplier_file f ON f.supplier_id = c.supplier_id
    WHERE c.id = p.certificate_id AND ${CERTIFICATE_IN_FORCE}) z ON true WHERE g.campaign_id = c.id) h)`;
const TIERS = `(SELECT jsonb_agg(jsonb_build_object('from', t.first, 'priceFen', ${priceAt('t.place')}) ORDER BY t.place)
  FROM unnest(c.tier_from) WITH ORDINALITY AS t (first, place))`;
const POINTS = `coalesce((SELECT jsonb_agg(jsonb_build_object('id', q.id, 'name', q.name, 'regionPath', q.region_path, 'detail', q.detail) ORDER BY q.created_at, q.id)
  FROM campaigns_point q WHERE q.campaign_id = c.id AND q.closed_at IS NULL), '[]')`;
/** Campaigns of the same organisation, or else of the same person alone; those that never opened are nobody's record. */
const RECORD = `(SELECT jsonb_build_object('succeeded', count(*) FILTER (WHERE b.final_shares IS NOT NULL AND b.status NOT IN ('failed', 'cancelled')),
    'failed', count(*) FILTER (WHERE b.status = 'failed'), 'cancelled', count(*) FILTER (WHERE b.status = 'cancelled'),
    'published', count(*) FILTER (WHERE b.status IN ('published', 'settled')),
    'shares', coalesce(sum(b.final_shares) FILTER (WHERE b.status NOT IN ('failed', 'cancelled')), 0))
  FROM campaigns_campaign b WHERE b.opened_at IS NOT NULL AND b.status <> 'recruiting' AND b.id <> c.id
    AND (b.organiser_id = c.organiser_id OR c.organiser_id IS NULL AND b.organiser_id IS NULL AND b.organiser_user_id = c.organiser_user_id))`;
const JOINERS = 12;
const JOINERS_JSON = `coalesce((SELECT jsonb_agg(jsonb_build_object('shownName', p.shown_name, 'shares', p.shares, 'at', ${instant('p.paid_at')}) ORDER BY p.paid_at DESC, p.id)
  FROM (SELECT p.* FROM campaigns_pledge p WHERE p.campaign_id = c.id AND p.status IN ('paid', 'balance_due', 'confirmed', 'done') ORDER BY p.paid_at DESC, p.id LIMIT ${JOINERS}) p), '[]')`;
const RECIPIENT = '(SELECT o.name FROM organisation o WHERE o.id = c.recipient_id)';

const VIEW = `SELECT ${CARD}, c.story, c.per_pledge_shares AS "perPledgeShares", x.held AS "heldShares", ${PEOPLE} AS people, ${TIERS} AS tiers, ${TIER} AS tier,
    c.freight_share_fen AS "freightShareFen", c.ship_on AS "shipOn",
    CASE WHEN c.deposit_share_fen IS NOT NULL THEN jsonb_build_object('bp', c.deposit_bp, 'shareFen', c.deposit_share_fen, 'balanceOn', c.balance_on, 'balanceDays', c.balance_days,
      'until', ${instant('c.balance_until')}) END AS deposit, c.delivery_mode AS "deliveryMode", ${RECIPIENT} AS "recipientName", ${HAS_LIST} AS "byList",
    ${GOODS_JSON} AS goods, ${HOUSEHOLDS} AS households, ${POINTS} AS points,
    jsonb_build_object('kind', (SELECT o.kind FROM organisation o WHERE o.id = c.organiser_id), 'record', ${RECORD}) AS organiser,
    c.leaders_open AND c.status = 'recruiting' AND c.deadline > clock_timestamp() AS "leadersOpen", ${instant('c.opened_at')} AS "openedAt", ${instant('c.closed_at')} AS "closedAt", c.fail_reason AS "failReason", ${JOINERS_JSON} AS joiners,
    ${instant('clock_timestamp()')} AS now
  FROM campaigns_campaign c ${WITH_SHARES} WHERE c.id = $1 AND ${PUBLIC}`;

const STEPS_JSON = `(SELECT jsonb_agg(jsonb_build_object('to', s.to_status, 'at', ${instant('s.at')}) ORDER BY s.at, s.id)
  FROM campaigns_campaign_step s WHERE s.campaigns_campaign_id = c.id AND s.to_status NOT IN ('draft', 'to_recipient', 'agreeing', 'to_review'))`;
const PAID = `(SELECT ${saturatedBigint(`sum(CASE WHEN p.status IN ('paid', 'balance_due') THEN coalesce(p.deposit_fen, p.amount_fen) ELSE coalesce(p.final_fen, p.amount_fen) END)`)} FROM campaigns_pledge p
  WHERE p.campaign_id = c.id AND p.status IN ('paid', 'balance_due', 'confirmed', 'done'))`;
/** Orders that are paid and stand, by supplier; pieces and sums without what was ended or not accepted. */
const PURCHASES = `coalesce((SELECT jsonb_agg(to_jsonb(b) - 'id' ORDER BY b."totalFen" DESC, b.id) FROM (
  SELECT o.id, o.name AS "supplierName", r.path AS "countyPath", sum(s.total_fen - s.ended_fen) AS "totalFen", bool_and(s.status = 'completed') AS received,
    (SELECT jsonb_agg(jsonb_build_object('productId', i.product_id, 'name', i.name, 'pieces', i.pieces) ORDER BY i.name, i.product_id)
     FROM (SELECT l.product_id, l.product_name AS name, sum(l.quantity - l.ended_quantity - l.refused_quantity)::int AS pieces
       FROM order_line l JOIN campaigns_order d ON d.order_id = l.order_id JOIN sales_order e ON e.id = d.order_id
       WHERE d.campaign_id = c.id AND d.supplier_id = o.id AND e.paid_at IS NOT NULL AND e.status NOT IN ('cancelled', 'expired')
       GROUP BY l.product_id, l.product_name) i) AS goods
  FROM campaigns_order d JOIN sales_order s ON s.id = d.order_id JOIN organisation o ON o.id = d.supplier_id LEFT JOIN region r ON r.code = o.region_code
  WHERE d.campaign_id = c.id AND s.paid_at IS NOT NULL AND s.status NOT IN ('cancelled', 'expired') GROUP BY o.id, o.name, r.path) b), '[]')`;
const KEYSETS = {
  latest: keyset(
    'DESC',
    { sql: `(c.status = 'recruiting')::int`, kind: 'number' },
    { sql: 'c.opened_at', kind: 'instant' },
    { sql: 'c.id', kind: 'id' },
  ),
  deadline: earliestFirst('c.deadline', 'c.id'),
};
/** What of a donation's orders that stand was sent and signed for. */
const DELIVERY = `CASE WHEN c.delivery_mode = 'recipient' THEN (SELECT jsonb_build_object(
    'need', (SELECT jsonb_build_object('id', n.id, 'title', n.title, 'unit', n.unit, 'promised', h.quantity, 'delivered', h.delivered)
      FROM campaigns_promise h JOIN campaigns_need n ON n.id = h.need_id WHERE h.campaign_id = c.id AND h.held),
    'ordered', coalesce(sum(l.quantity - l.ended_quantity), 0), 'sent', coalesce(sum(l.shipped_quantity), 0), 'received', coalesce(sum(v.received), 0),
    'short', coalesce(sum(v.short), 0), 'damaged', coalesce(sum(v.damaged), 0), 'orders', count(DISTINCT s.id), 'signedOrders', count(DISTINCT w.order_id))
  FROM campaigns_order d JOIN sales_order s ON s.id = d.order_id JOIN order_line l ON l.order_id = s.id
    LEFT JOIN campaigns_delivery w ON w.order_id = s.id LEFT JOIN campaigns_delivery_line v ON v.order_line_id = l.id
  WHERE d.campaign_id = c.id AND s.paid_at IS NOT NULL AND s.status NOT IN ('cancelled', 'expired')) END`;
const MOST_THANKED = 200;
const THANKS = `coalesce((SELECT jsonb_agg(jsonb_build_object('shownName', p.shown_name, 'shares', p.shares) ORDER BY p.paid_at, p.id)
  FROM (SELECT p.* FROM campaigns_pledge p WHERE p.campaign_id = c.id AND p.status IN ('confirmed', 'done') ORDER BY p.paid_at, p.id LIMIT ${MOST_THANKED}) p), '[]')`;
const WALL = `SELECT ${CARD}, ${RECIPIENT} AS "recipientName", ${PEOPLE} AS people, ${BOUGHT_SHARES} AS "finalShares", ${PAID} AS "paidFen", ${STEPS_JSON} AS steps,
    ${PURCHASES} AS purchases, ${DELIVERY} AS delivery, ${PUBLISHED_JSON} AS published, ${THANKS} AS thanks
  FROM campaigns_campaign c ${WITH_SHARES} WHERE c.id = $1 AND c.final_shares IS NOT NULL AND c.status NOT IN ('failed', 'cancelled')`;

const RESULTS: Listing = {
  from: 'campaigns_publication b JOIN campaigns_campaign c ON c.id = b.campaign_id',
  alias: 'b',
  joins: 'JOIN campaigns_campaign c ON c.id = b.campaign_id',
  columns: `c.id, c.number, c.form, c.title, ${PHOTO} AS photo, c.organiser_name AS "organiserName", ${COUNTIES} AS counties, ${RECIPIENT} AS "recipientName",
    ${PUBLISHED_JSON} AS published`,
  keyset: latestFirst('b.published_at', 'b.campaign_id'),
};

/** Group purchases as everybody reads them. */
@Injectable()
export class PublicCampaigns {
  constructor(private readonly db: Database) {}

  /** Those that recruit first, in each part the latest; or those that still recruit, by their deadline. One statement. Throws `validation_failed` for a cursor of another list. */
  async list({
    form,
    state,
    region,
    sort,
    ...request
  }: RouteInput<'listGroupBuys'>['query']): Promise<RouteResponse<'listGroupBuys'>> {
    const filter = new Filter().and(PUBLIC).equals('c.form', form);
    if (state) filter.and(state === 'open' ? `c.status = 'recruiting'` : `c.status <> 'recruiting'`);
    if (sort === 'deadline') filter.and(`c.status = 'recruiting'`, 'c.deadline > clock_timestamp()');
    if (region)
      filter.and(
        `EXISTS (SELECT FROM ${GOODS} WHERE g.campaign_id = c.id AND ${belowSql(filter.bind, 'p.county_code', regionPrefix(region))})`,
      );
    const { rows, ...found } = await keysetPage<Card>(
      this.db,
      filter,
      {
        from: 'campaigns_campaign c',
        alias: 'c',
        joins: WITH_SHARES,
        columns: CARD,
        keyset: KEYSETS[sort],
      },
      request,
    );
    return { items: rows, ...found };
  }

  /** Those whose results were made public, the latest first. One statement. */
  async results({ form, ...request }: RouteInput<'listResults'>['query']): Promise<RouteResponse<'listResults'>> {
    const filter = new Filter().equals('c.form', form);
    const { rows, ...found } = await keysetPage<RouteResponse<'listResults'>['items'][number]>(
      this.db,
      filter,
      RESULTS,
      request,
    );
    return { items: rows, ...found };
  }

  /** One statement. Throws `not_found`, also for one that never opened. */
  async get(id: string): Promise<GroupBuyView> {
    const row = await this.db.one<GroupBuyView>(VIEW, [id]);
    if (!row) throw new DomainError('not_found');
    return { ...row, joiners: row.joiners.map(shown) };
  }

  /** One statement once its results are published, and two more before. Throws `not_found`, also for one that has not succeeded. */
  async wall(id: string): Promise<GroupBuyWall> {
    const row = await this.db.one<Omit<GroupBuyWall, 'impact'>>(WALL, [id]);
    if (!row) throw new DomainError('not_found');
    const { published } = row;
    const { grams, products, counties, households, people } = published ?? (await campaignImpact(this.db, id));
    return {
      ...row,
      // What was given back before is not in it.
      paidFen: published?.paidFen ?? row.paidFen,
      impact: { grams, products, counties, households, people },
      thanks: row.thanks.map(shown),
    };
  }
}

/** Who gave no name is 爱心人士. */
const shown = <T extends { readonly shownName: string }>(one: T): T => ({
  ...one,
  shownName: one.shownName || '爱心人士',
});
