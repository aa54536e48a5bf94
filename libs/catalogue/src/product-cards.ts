import type { ProductCard, StockState } from '@yigou/contracts';
import { saturatedInt } from '@yigou/platform';
import { CERTIFIED_SQL } from './listings';

/** A listing as {@link CARD_COLUMNS} reads it. */
export interface CardRow {
  id: string;
  name: string;
  photo: string | null;
  countyCode: string | null;
  countyName: string | null;
  countyPath: string | null;
  supplierName: string;
  categorySlug: string;
  priceFen: number;
  unitPriceFen: number | null;
  marketPriceFen: number | null;
  skuCount: number;
  soldCount: number;
  certified: boolean | null;
  households: number | null;
  demo: boolean;
  /** Null for most, which have none: an empty list of each row would have to be read. */
  demoFields: string[] | null;
  certificateDemo: boolean;
  available: number;
}

/** What a card shows of listing `l`, stock left out; `sku_ids` is what stock is looked up by. */
export const CARD_COLUMNS = `l.product_id AS id, l.name, l.photo_key AS photo, l.county_code AS "countyCode", l.county_name AS "countyName",
  l.county_path AS "countyPath", l.supplier_name AS "supplierName", l.category_slug AS "categorySlug", l.price_fen AS "priceFen",
  l.unit_price_fen AS "unitPriceFen", l.market_price_fen AS "marketPriceFen", cardinality(l.sku_ids) AS "skuCount",
  l.sold_count AS "soldCount", ${CERTIFIED_SQL} AS certified, l.households, l.demo,
  nullif(l.demo_fields, '{}') AS "demoFields", l.certificate_demo AS "certificateDemo", l.sku_ids`;

/** The same of a row `p` of a page, with its stock; the SKUs stay in PostgreSQL. */
export const CARD_OF_PAGE = `p.id, p.name, p.photo, p."countyCode", p."countyName", p."countyPath", p."supplierName", p."categorySlug",
  p."priceFen", p."unitPriceFen", p."marketPriceFen", p."skuCount", p."soldCount", p.certified, p.households, p.demo, p."demoFields",
  p."certificateDemo", k.available`;

/**
 * Pieces to be had of the rows of `p` (which has sku_ids): joined for the rows of a page alone. Each SKU is looked up by its key: with
 * `= ANY(sku_ids)` the planner may read all of `stock` for every row of the page.
 */
export const WITH_STOCK = `LEFT JOIN LATERAL (
  SELECT ${saturatedInt('sum((SELECT s.on_hand - s.reserved FROM stock s WHERE s.sku_id = u.id))')} AS available
  FROM unnest(p.sku_ids) AS u (id)) k ON true`;

/** At or below `low` pieces the shelf says that stock runs low. */
export function stockState(available: number, low: number): StockState {
  if (available <= 0) return 'sold_out';
  return available <= low ? 'low' : 'in_stock';
}

export function productCard(row: CardRow, low: number): ProductCard {
  return {
    id: row.id,
    name: row.name,
    photo: row.photo,
    county:
      row.countyCode === null ? null : { code: row.countyCode, name: row.countyName ?? '', path: row.countyPath ?? '' },
    supplierName: row.supplierName,
    categorySlug: row.categorySlug,
    priceFen: row.priceFen,
    unitPriceFen: row.unitPriceFen,
    marketPriceFen: row.marketPriceFen,
    skuCount: row.skuCount,
    soldCount: row.soldCount,
    certified: row.certified ?? false,
    households: row.certified ? row.households : null,
    stockState: stockState(row.available, low),
    demo: row.demo,
    demoFields: row.demoFields ?? [],
    certificateDemo: row.certificateDemo,
  };
}
