import { Injectable } from '@nestjs/common';
import type { BulkTerms, RegionRef, RouteInput, RouteResponse, SupplierProduct } from '@yigou/contracts';
import { DomainError, pricePer500g } from '@yigou/kernel';
import {
  Database,
  Filter,
  keysetPage,
  type Listing,
  newestId,
  PolicyParameters,
  type Queryable,
  saturatedInt,
  shownRows,
} from '@yigou/platform';
import { stockState } from '../product-cards';

type ProductPage = RouteResponse<'listSupplierProducts'>;
type Row = Omit<ProductPage['items'][number], 'updatedAt'> & { updatedAt: Date };

interface SkuJson {
  id: string;
  name: string;
  code: string;
  netWeightGrams: number | null;
  priceFen: number;
  marketPriceFen: number | null;
  active: boolean;
  bulk: BulkTerms | null;
  onHand: number;
  reserved: number;
}
type ProductRow = Omit<SupplierProduct, 'skus' | 'updatedAt'> & {
  county: RegionRef | null;
  skus: SkuJson[];
  updatedAt: Date;
};

const LIST: Listing = {
  from: 'product p',
  alias: 'p',
  joins: `JOIN category g ON g.slug = p.category_slug LEFT JOIN certificate c ON c.id = p.certificate_id
    LEFT JOIN LATERAL (
      SELECT min(k.price_fen) FILTER (WHERE k.active) AS "priceFen", count(*)::int AS "skuCount",
        ${saturatedInt('sum(s.on_hand)')} AS "onHand", ${saturatedInt('sum(s.reserved)')} AS reserved
      FROM sku k LEFT JOIN stock s ON s.sku_id = k.id WHERE k.product_id = p.id) k ON true`,
  columns: `p.id, p.name, (SELECT f.key FROM product_photo f WHERE f.product_id = p.id ORDER BY f.position, f.id LIMIT 1) AS photo,
    p.status, g.name AS "categoryName", p.sold_count AS "soldCount", c.number AS "certificateNumber", p.updated_at AS "updatedAt", k.*`,
  keyset: newestId('p.id'),
};

/** A supplier's own products, on the shelves or not. */
@Injectable()
export class SupplierProducts {
  constructor(
    private readonly db: Database,
    private readonly policy: PolicyParameters,
  ) {}

  /** The newest first; one statement. */
  async list(supplierId: string, query: RouteInput<'listSupplierProducts'>['query']): Promise<ProductPage> {
    const filter = new Filter([supplierId]).and('p.supplier_id = $1');
    filter.contains(query.q?.replaceAll(/\p{Cc}/gu, ''), 'p.name').equals('p.status', query.status);
    const { rows, ...page } = await keysetPage<Row>(this.db, filter, LIST, query);
    return {
      ...page,
      items: shownRows('supplier products', rows, (row) => ({ ...row, updatedAt: row.updatedAt.toISOString() })),
    };
  }

  /** Throws `not_found` for a product of another supplier. */
  async get(supplierId: string, productId: string, db: Queryable = this.db): Promise<SupplierProduct> {
    const [row] = await db.query<ProductRow>(
      `SELECT p.id, p.version, p.name, p.status, p.category_slug AS "categorySlug", p.description,
         CASE WHEN r.code IS NOT NULL THEN jsonb_build_object('code', r.code, 'name', r.name, 'path', r.path) END AS county,
         c.number AS "certificateNumber", p.channels, p.updated_at AS "updatedAt",
         coalesce((SELECT jsonb_agg(jsonb_build_object('id', f.id, 'key', f.key, 'alt', f.alt) ORDER BY f.position, f.id)
           FROM product_photo f WHERE f.product_id = p.id), '[]') AS photos,
         coalesce((SELECT jsonb_agg(jsonb_build_object('id', k.id, 'name', k.name, 'code', k.code, 'netWeightGrams', k.net_weight_grams,
             'priceFen', k.price_fen, 'marketPriceFen', k.market_price_fen, 'active', k.active, 'bulk', k.bulk,
             'onHand', coalesce(s.on_hand, 0), 'reserved', coalesce(s.reserved, 0)) ORDER BY k.position, k.id)
           FROM sku k LEFT JOIN stock s ON s.sku_id = k.id WHERE k.product_id = p.id), '[]') AS skus
       FROM product p LEFT JOIN region r ON r.code = p.county_code LEFT JOIN certificate c ON c.id = p.certificate_id
       WHERE p.id = $1 AND p.supplier_id = $2`,
      [productId, supplierId],
    );
    if (!row) throw new DomainError('not_found');
    const low = await this.policy.get('stock.low_pieces');
    return {
      ...row,
      updatedAt: row.updatedAt.toISOString(),
      skus: row.skus.map((sku) => {
        const available = sku.onHand - sku.reserved;
        const unitPriceFen = pricePer500g(sku.priceFen, sku.netWeightGrams);
        return { ...sku, unitPriceFen, available, stockState: stockState(available, low) };
      }),
    };
  }
}
