import { Injectable } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { Jurisdiction } from '@yigou/identity';
import { belowSql, Database, Filter, keysetPage, latestFirst, type Listing, regionPrefix } from '@yigou/platform';

type Page = RouteResponse<'listPriceFlags'>;
type FlagRow = Omit<Page['items'][number], 'at'> & { at: Date };

const LIST: Listing = {
  from: 'price_flag v',
  alias: 'v',
  joins: `JOIN product p ON p.id = v.product_id JOIN sku k ON k.id = v.sku_id JOIN organisation o ON o.id = v.supplier_id
    LEFT JOIN region r ON r.code = v.region_code`,
  columns: `v.id, v.product_id AS "productId", p.name AS "productName", k.name AS "skuName", o.name AS "supplierName",
    CASE WHEN r.code IS NOT NULL THEN jsonb_build_object('code', r.code, 'name', r.name, 'path', r.path) END AS county,
    v.price_fen AS "priceFen", v.unit_price_fen AS "unitPriceFen", v.median_fen AS "medianFen", v.verdict, v.reason, v.at`,
  keyset: latestFirst('v.at', 'v.id'),
};

/** Prices outside their band with the sellers' reasons, for those who supervise (domain R17, 价格监测). */
@Injectable()
export class PriceFlags {
  constructor(private readonly db: Database) {}

  /** The newest first; one statement. What has no region the whole country's offices see alone. */
  async list(scope: Jurisdiction, query: RouteInput<'listPriceFlags'>['query']): Promise<Page> {
    const filter = new Filter();
    filter.and(belowOrFormerly(filter, scope.regionPrefix));
    if (scope.township !== null)
      filter.and(
        `EXISTS (SELECT FROM supplier_file f WHERE f.supplier_id = v.supplier_id AND f.township = ${filter.bind(scope.township)})`,
      );
    if (query.region !== undefined) filter.and(belowOrFormerly(filter, regionPrefix(query.region)));
    filter.equals('v.verdict', query.verdict);
    const { rows, ...page } = await keysetPage<FlagRow>(this.db, filter, LIST, query);
    return { ...page, items: rows.map((row) => ({ ...row, at: row.at.toISOString() })) };
  }
}

/** Flags are never rewritten: those under a code that was given up belong to where its area lies now. */
function belowOrFormerly(filter: Filter, prefix: string): string {
  const below = belowSql(filter.bind, 'v.region_code', prefix);
  return prefix === '' ? below : `(${below} OR v.region_code IN (SELECT region_former_codes(${filter.bind(prefix)})))`;
}
