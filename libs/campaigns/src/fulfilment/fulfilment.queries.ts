import { Injectable } from '@nestjs/common';
import { type RouteInput, type RouteResponse } from '@yigou/contracts';
import { Database, Filter, keysetPage, type Listing, newestId } from '@yigou/platform';
import { CAMPAIGN } from '../campaign-status';
import { campaignImpact } from './impact';
import { HANDING, requireOrganiser } from './organises';
import { PUBLISHED_JSON } from './published';
import { acceptedSql } from './reckon-pledges';

type View = RouteResponse<'getFulfilment'>;
type SupplierPage = RouteResponse<'listCampaignOrders'>;

const PIECES = `(SELECT coalesce(sum(l.quantity - l.ended_quantity), 0)::int FROM order_line l WHERE l.order_id = o.id) AS pieces,
  (SELECT coalesce(sum(l.shipped_quantity), 0)::int FROM order_line l WHERE l.order_id = o.id) AS "shippedPieces"`;

const SUPPLIER_LIST: Listing = {
  from: 'campaigns_order k',
  alias: 'k',
  joins: `JOIN sales_order o ON o.id = k.order_id JOIN campaigns_campaign c ON c.id = k.campaign_id LEFT JOIN campaigns_point t ON t.id = k.point_id
    LEFT JOIN campaigns_consignment d ON d.checkout_id = k.checkout_id`,
  columns: `k.order_id AS id, o.number, o.status, t.name AS "pointName", ${PIECES}, o.total_fen AS "totalFen", c.number AS "campaignNumber",
    c.title AS "campaignTitle", c.organiser_name AS "organiserName", c.delivery_mode AS "deliveryMode", coalesce(d.shares, 0) AS shares, o.receiver,
    o.region_path || ' ' || o.detail AS place, to_jsonb(o.created_at) #>> '{}' AS "placedAt",
    CASE WHEN c.delivery_mode = 'each' AND o.status IN ('to_ship', 'part_shipped')
      THEN coalesce((SELECT l.people FROM campaigns_address_list l WHERE l.campaign_id = c.id AND l.deleted_at IS NULL),
        (SELECT count(*)::int FROM campaigns_pledge p WHERE p.campaign_id = c.id AND p.status = 'confirmed' AND p.address_sealed IS NOT NULL AND ${acceptedSql('d.substitute_id')}))
      ELSE 0 END AS addresses`,
  keyset: newestId('k.order_id'),
};

/** What a campaign became: places, orders, hand-out and figures, for who organises it; its orders, for who supplies them. */
@Injectable()
export class FulfilmentQueries {
  constructor(private readonly db: Database) {}

  /** Six statements. Throws `not_found` for who does not organise it. */
  async view(userId: string, campaignId: string): Promise<View> {
    await requireOrganiser(this.db, userId, campaignId);
    const [campaign] = await this.db.query<Omit<View, 'places' | 'orders' | 'impact' | 'can'>>(
      `SELECT c.id, c.number, c.title, c.form, c.status, c.delivery_mode AS "deliveryMode", c.final_shares AS "finalShares", c.ship_on::text AS "shipOn",
         c.fail_reason AS "failReason", ${PUBLISHED_JSON} AS published FROM campaigns_campaign c WHERE c.id = $1`,
      [campaignId],
    );
    if (!campaign) throw new Error('a campaign that has an organiser has a row');
    const places = await this.places(campaignId);
    const orders = await this.db.query<View['orders'][number]>(
      `SELECT k.order_id AS "orderId", o.number, o.status, s.name AS "supplierName", t.name AS "pointName", ${PIECES}, o.total_fen AS "totalFen"
       FROM campaigns_order k JOIN sales_order o ON o.id = k.order_id JOIN organisation s ON s.id = k.supplier_id
         LEFT JOIN campaigns_point t ON t.id = k.point_id WHERE k.campaign_id = $1 ORDER BY t.name NULLS FIRST, o.number`,
      [campaignId],
    );
    const impact = await campaignImpact(this.db, campaignId);
    return { ...campaign, places, orders, impact, can: canOf(campaign) };
  }

  /** Where shares go, whose money is put together there; one statement. */
  private places(campaignId: string): Promise<View['places']> {
    return this.db.query<View['places'][number]>(
      `SELECT g.point_id AS "pointId", coalesce(t.name, '统一收货') AS name, g.shares, g.pledges, g.handed_pledges AS "handedPledges", g.handed_shares AS "handedShares",
         d.freight_fen AS "freightFen",
         CASE WHEN d.id IS NULL THEN 'waiting' WHEN d.funded_at IS NOT NULL THEN 'paid' WHEN d.placed_at IS NOT NULL THEN 'funding'
           WHEN d.reckoned_at IS NOT NULL THEN 'placing' ELSE 'reckoning' END AS stage
       FROM (SELECT c.id AS campaign_id, CASE WHEN c.delivery_mode = 'pickup' THEN p.point_id END AS point_id, sum(p.shares)::int AS shares,
           count(*)::int AS pledges, count(*) FILTER (WHERE p.status = 'done')::int AS handed_pledges,
           coalesce(sum(p.shares) FILTER (WHERE p.status = 'done'), 0)::int AS handed_shares
         FROM campaigns_campaign c JOIN campaigns_pledge p ON p.campaign_id = c.id AND p.status IN ('confirmed', 'done') WHERE c.id = $1
         GROUP BY c.id, CASE WHEN c.delivery_mode = 'pickup' THEN p.point_id END) g
         LEFT JOIN campaigns_point t ON t.id = g.point_id
         LEFT JOIN campaigns_consignment d ON d.campaign_id = g.campaign_id AND d.point_id IS NOT DISTINCT FROM g.point_id AND d.substitute_id IS NULL
       ORDER BY t.name NULLS FIRST`,
      [campaignId],
    );
  }

  /** Orders of the own supplier that campaigns became, the latest first; one statement. */
  async ofSupplier(supplierId: string, query: RouteInput<'listCampaignOrders'>['query']): Promise<SupplierPage> {
    const filter = new Filter().equals('k.supplier_id', supplierId);
    const { rows, ...page } = await keysetPage<SupplierPage['items'][number]>(this.db, filter, SUPPLIER_LIST, query);
    return { ...page, items: rows };
  }
}

/** What its organiser may do now. */
const canOf = ({ status, deliveryMode }: Pick<View, 'status' | 'deliveryMode'>): View['can'] => ({
  handOut: deliveryMode === 'pickup' && HANDING.includes(status),
  closeHandOut: deliveryMode === 'pickup' && CAMPAIGN.can(status, 'hand_out'),
  publish: CAMPAIGN.can(status, 'publish') && (status !== 'received' || deliveryMode === 'recipient'),
});
