import { Injectable } from '@nestjs/common';
import type { BulkTerms, FreightRule } from '@yigou/contracts';
import { MAY_SELL } from '@yigou/certification';
import { amongIds, type Queryable } from '@yigou/platform';

/** What a cart and an order need to know of a SKU, as of the statement that read it. */
export interface OrderableSku {
  readonly skuId: string;
  readonly productId: string;
  readonly productName: string;
  readonly skuName: string;
  readonly supplierId: string;
  readonly supplierName: string;
  readonly photoKey: string | null;
  /** Everybody's; a unit pays what {@link bulk} makes of it. */
  readonly priceFen: number;
  readonly bulk: BulkTerms | null;
  readonly netWeightGrams: number | null;
  readonly categorySlug: string;
  readonly countyCode: string | null;
  readonly countyName: string | null;
  readonly certificateNumber: string | null;
  /** Listed, the SKU on sale, the supplier admitted and its licences in force, the certificate, where the product has one, in force today. */
  readonly orderable: boolean;
  /** Pieces neither sold nor held. */
  readonly available: number;
  /** The supplier's freight rules; none: the default holds. */
  readonly freightRules: readonly FreightRule[];
}

/** Rows of {@link OrderableSku} of the SKUs whose ids are the statement's $1, for a FROM. */
export const ORDERABLE_SKUS = `(
  SELECT k.id AS "skuId", p.id AS "productId", p.name AS "productName", k.name AS "skuName", p.supplier_id AS "supplierId",
    o.name AS "supplierName",
    (SELECT f.key FROM product_photo f WHERE f.product_id = p.id ORDER BY f.position, f.id LIMIT 1) AS "photoKey",
    k.price_fen AS "priceFen", k.bulk, k.net_weight_grams AS "netWeightGrams", p.category_slug AS "categorySlug",
    p.county_code AS "countyCode", r.name AS "countyName", c.number AS "certificateNumber",
    p.status = 'listed' AND k.active AND ${MAY_SELL} IS TRUE AS orderable,
    coalesce(s.on_hand - s.reserved, 0) AS available,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('regionPrefix', f.region_prefix, 'deliverable', f.deliverable,
        'firstGrams', f.first_grams, 'firstFen', f.first_fen, 'stepGrams', f.step_grams, 'stepFen', f.step_fen,
        'freeOverFen', f.free_over_fen)), '[]') FROM freight_rule f WHERE f.supplier_id = p.supplier_id) AS "freightRules"
  FROM sku k JOIN product p ON p.id = k.product_id JOIN organisation o ON o.id = p.supplier_id
    LEFT JOIN region r ON r.code = p.county_code LEFT JOIN certificate c ON c.id = p.certificate_id
    LEFT JOIN supplier_file f ON f.supplier_id = p.supplier_id LEFT JOIN stock s ON s.sku_id = k.id
  WHERE k.id = ${amongIds('$1')})`;

/** Reads SKUs for carts. */
@Injectable()
export class OrderableSkus {
  /** One statement; a SKU that does not exist is left out. */
  load(db: Queryable, skuIds: readonly string[]): Promise<OrderableSku[]> {
    return db.query<OrderableSku>(`SELECT k.* FROM ${ORDERABLE_SKUS} k`, [skuIds]);
  }
}
