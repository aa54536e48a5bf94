import { CERTIFICATE_IN_FORCE, MAY_SELL } from '@yigou/certification';
import type { Queryable } from '@yigou/platform';
import type { CampaignGoodsFacts } from './campaign-effect';

/** What the shares of a campaign hold, in the order of its form. One statement. */
export function campaignGoods(db: Queryable, campaignId: string): Promise<CampaignGoodsFacts[]> {
  return db.query<CampaignGoodsFacts>(
    `SELECT g.id, g.sku_id AS "skuId", p.id AS "productId", p.name AS "productName", k.name AS "skuName",
       (SELECT ph.key FROM product_photo ph WHERE ph.product_id = p.id ORDER BY ph.position, ph.id LIMIT 1) AS photo,
       g.supplier_id AS "supplierId", o.name AS "supplierName",
       CASE WHEN r.code IS NOT NULL THEN jsonb_build_object('code', r.code, 'name', r.name, 'path', r.path) END AS county,
       CASE WHEN ${CERTIFICATE_IN_FORCE} THEN jsonb_build_object('id', c.id, 'number', c.number, 'households', c.households, 'people', c.people) END AS certificate,
       g.pieces, to_jsonb(g.prices_fen) AS "pricesFen", k.price_fen AS "publicFen", k.net_weight_grams AS "netWeightGrams",
       p.status = 'listed' AND k.active AND ${MAY_SELL} IS TRUE AS orderable, coalesce(s.on_hand - s.reserved, 0) AS available
     FROM campaigns_goods g JOIN sku k ON k.id = g.sku_id JOIN product p ON p.id = k.product_id JOIN organisation o ON o.id = g.supplier_id
       LEFT JOIN region r ON r.code = p.county_code LEFT JOIN certificate c ON c.id = p.certificate_id
       LEFT JOIN supplier_file f ON f.supplier_id = p.supplier_id LEFT JOIN stock s ON s.sku_id = k.id
     WHERE g.campaign_id = $1 ORDER BY g.position`,
    [campaignId],
  );
}
