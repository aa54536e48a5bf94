import { Injectable } from '@nestjs/common';
import {
  CERTIFICATE_COLUMNS,
  CERTIFICATE_JOINS,
  type CertificateRow,
  certificateView,
  MAY_SELL,
} from '@yigou/certification';
import type { BulkTerms, Channel, ProductDetail, RegionRef, RouteInput, RouteResponse } from '@yigou/contracts';
import { DomainError, pricePer500g } from '@yigou/kernel';
import { Database, PolicyParameters } from '@yigou/platform';
import { FEWEST_GOODS, sizeClassSql } from '@yigou/prices';
import { currentCode, RegionDirectory } from '@yigou/regions';
import { freightOf, UNKNOWN_PIECE_GRAMS } from './freight';
import { FreightTable } from './freight-table';
import { stockState } from './product-cards';

interface SkuJson {
  id: string;
  name: string;
  netWeightGrams: number | null;
  priceFen: number;
  marketPriceFen: number | null;
  active: boolean;
  bulk: BulkTerms | null;
  available: number;
}
interface DetailRow {
  id: string;
  name: string;
  description: string;
  categorySlug: string;
  categoryName: string;
  county: RegionRef | null;
  supplier: ProductDetail['supplier'];
  photos: ProductDetail['photos'];
  skus: SkuJson[];
  channels: Channel[];
  certificate: CertificateRow | null;
  soldCount: number;
  priceHistory: { skuId: string; priceFen: number; at: string }[];
  demoFields: string[];
  demo: boolean;
  sourceUrl: string | null;
  listed: boolean;
  priceBand: ProductDetail['priceBand'];
}

const HISTORY = 100;
const MAX_SHOWN = 9_999;

/** `{ code, name, path }` of region `r`, or null. */
const REGION_JSON = (r: string) =>
  `CASE WHEN ${r}.code IS NOT NULL THEN jsonb_build_object('code', ${r}.code, 'name', ${r}.name, 'path', ${r}.path) END`;

/** What goods of the same variety, grade and size cost: the size is that of the product's first packing whose weight is known. */
const PRICE_BAND = `(SELECT jsonb_build_object('count', b.count, 'p25', b.p25, 'median', b.median, 'p75', b.p75)
  FROM (SELECT net_weight_grams FROM sku WHERE product_id = p.id AND active AND net_weight_grams IS NOT NULL ORDER BY position, id LIMIT 1) k
    JOIN price_band b ON b.variety = c.variety AND b.grade = c.grade AND b.size_class = ${sizeClassSql('k.net_weight_grams')}
  WHERE b.count >= ${FEWEST_GOODS})`;

const DETAIL = `
  SELECT p.id, p.name, p.description, p.category_slug AS "categorySlug", g.name AS "categoryName", ${REGION_JSON('r')} AS county,
    jsonb_build_object('id', o.id, 'name', o.name, 'kind', o.supplier_kind, 'county', ${REGION_JSON('q')}, 'demo', o.demo) AS supplier,
    coalesce((SELECT jsonb_agg(jsonb_build_object('key', f.key, 'alt', f.alt) ORDER BY f.position, f.id)
      FROM product_photo f WHERE f.product_id = p.id), '[]') AS photos,
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name, 'netWeightGrams', k.net_weight_grams,
        'priceFen', k.price_fen, 'marketPriceFen', k.market_price_fen, 'active', k.active, 'bulk', k.bulk,
        'available', coalesce(s.on_hand - s.reserved, 0)) ORDER BY k.position, k.id)
      FROM sku k LEFT JOIN stock s ON s.sku_id = k.id WHERE k.product_id = p.id AND k.active), '[]') AS skus,
    p.channels,
    (SELECT to_jsonb(x) FROM (SELECT ${CERTIFICATE_COLUMNS} FROM ${CERTIFICATE_JOINS} WHERE c.id = p.certificate_id) x) AS certificate,
    p.sold_count AS "soldCount",
    coalesce((SELECT jsonb_agg(jsonb_build_object('skuId', h.sku_id, 'priceFen', h.price_fen, 'at', h.at) ORDER BY h.at, h.id)
      FROM (SELECT c.* FROM price_change c JOIN sku k ON k.id = c.sku_id WHERE k.product_id = p.id AND k.active
        ORDER BY c.at DESC, c.id DESC LIMIT ${HISTORY}) h), '[]') AS "priceHistory",
    p.demo_fields AS "demoFields", p.demo, p.source_url AS "sourceUrl", p.status = 'listed' AND ${MAY_SELL} IS TRUE AS listed,
    ${PRICE_BAND} AS "priceBand"
  FROM product p JOIN category g ON g.slug = p.category_slug JOIN organisation o ON o.id = p.supplier_id
    LEFT JOIN region r ON r.code = p.county_code LEFT JOIN region q ON q.code = o.region_code
    LEFT JOIN supplier_file f ON f.supplier_id = p.supplier_id LEFT JOIN certificate c ON c.id = p.certificate_id
  WHERE p.id = $1 AND p.status <> 'draft'`;

/** One product as the public sees it, and what sending it costs. */
@Injectable()
export class ProductDetails {
  constructor(
    private readonly db: Database,
    private readonly policy: PolicyParameters,
    private readonly freight: FreightTable,
    private readonly regions: RegionDirectory,
  ) {}

  /** One statement. A product taken off the shelves is still shown, as such; a draft is not. Throws `not_found`. */
  async get(productId: string): Promise<ProductDetail> {
    const [row, low] = await Promise.all([
      this.db.one<DetailRow>(DETAIL, [productId]),
      this.policy.get('stock.low_pieces'),
    ]);
    if (!row) throw new DomainError('not_found');
    return {
      ...row,
      skus: row.skus.map((sku) => ({
        ...sku,
        unitPriceFen: pricePer500g(sku.priceFen, sku.netWeightGrams),
        stockState: stockState(sku.available, low),
        available: Math.min(Math.max(sku.available, 0), MAX_SHOWN),
      })),
      certificate: row.certificate && certificateView(row.certificate),
      priceHistory: row.priceHistory.map((change) => ({ ...change, at: new Date(change.at).toISOString() })),
    };
  }

  /** Freight of some pieces of one SKU (the cheapest when none is named) to a place. Throws `not_found`. */
  async quote(productId: string, query: RouteInput<'quoteFreight'>['query']): Promise<RouteResponse<'quoteFreight'>> {
    const { renamed, byCode } = await this.regions.tree();
    const regionCode = currentCode(renamed, query.region);
    if (!byCode.has(regionCode)) throw new DomainError('validation_failed', { fields: { region: '没有这个地区。' } });
    const sku = await this.db.one<{ supplierId: string; grams: number | null; priceFen: number }>(
      `SELECT p.supplier_id AS "supplierId", k.net_weight_grams AS grams, k.price_fen AS "priceFen"
       FROM product p JOIN sku k ON k.product_id = p.id
       WHERE p.id = $1 AND p.status <> 'draft' AND k.active AND ($2::uuid IS NULL OR k.id = $2)
       ORDER BY k.price_fen, k.position, k.id LIMIT 1`,
      [productId, query.skuId ?? null],
    );
    if (!sku) throw new DomainError('not_found');
    const rules = (await this.freight.load(this.db, [sku.supplierId])).get(sku.supplierId) ?? [];
    return freightOf(rules, {
      regionCode,
      grams: (sku.grams ?? UNKNOWN_PIECE_GRAMS) * query.quantity,
      goodsFen: sku.priceFen * query.quantity,
    });
  }
}
