import { PRODUCT_RECORD } from '../supplier/move-product';
import { CERTIFICATE_FACTS, type CertificateFacts } from './certificate-claims';
import type { ProductContent, SkuContent } from './resolved-row';

export interface PresentProduct {
  id: string;
  certificateId: string | null;
  supplierId: string;
  name: string;
  countyCode: string | null;
  /** An import made it that was undone since. */
  undone: boolean;
  content: ProductContent;
  certificate: CertificateFacts | null;
}
export interface PresentSku {
  id: string;
  productId: string;
  name: string;
  code: string;
  /** An import made it that was undone since. */
  undone: boolean;
  content: SkuContent;
  onHand: number;
  reserved: number;
}
export const PRESENT_PRODUCTS = `
  SELECT p.id, p.certificate_id AS "certificateId", p.supplier_id AS "supplierId", p.name, p.county_code AS "countyCode",
    p.undone_import IS NOT NULL AS undone,
    json_build_object('categorySlug', p.category_slug, 'description', p.description, 'channels', p.channels, 'sourceUrl', p.source_url,
      'demo', p.demo, 'demoFields', p.demo_fields) AS content, ${CERTIFICATE_FACTS} AS certificate
  FROM ${PRODUCT_RECORD} JOIN product p ON p.supplier_id = t."supplierId" AND comparable_name(p.name) = comparable_name(t.name)
    AND coalesce(p.county_code, '') = coalesce(t."countyCode", '')
    LEFT JOIN certificate c ON c.id = p.certificate_id
  ORDER BY p.id FOR NO KEY UPDATE OF p`;
export const UPDATE_PRODUCTS = `
  UPDATE product p SET version = p.version + 1, updated_at = clock_timestamp(), category_slug = t."categorySlug",
    description = t.description, channels = ARRAY(SELECT jsonb_array_elements_text(t.channels)),
    source_url = t."sourceUrl", demo = t.demo, demo_fields = ARRAY(SELECT jsonb_array_elements_text(t."demoFields"))
  FROM ${PRODUCT_RECORD} WHERE p.id = t.id`;
export const PRESENT_SKUS = `
  SELECT k.id, k.product_id AS "productId", k.name, k.code, k.undone_import IS NOT NULL AS undone, coalesce(s.on_hand, 0) AS "onHand", coalesce(s.reserved, 0) AS reserved,
    json_build_object('netWeightGrams', k.net_weight_grams, 'priceFen', k.price_fen, 'marketPriceFen', k.market_price_fen) AS content
  FROM sku k LEFT JOIN stock s ON s.sku_id = k.id WHERE k.product_id = ANY($1)
  ORDER BY k.active, k.id`;
/** What an undone import had made is on sale again with the file that brings it. */
export const WRITE_SKUS = `
  INSERT INTO sku (id, product_id, name, code, net_weight_grams, price_fen, market_price_fen, position)
  SELECT id, "productId", name, coalesce(code, ''), "netWeightGrams", "priceFen", "marketPriceFen", position
  FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, "productId" uuid, name text, code text, "netWeightGrams" int, "priceFen" bigint,
    "marketPriceFen" bigint, position int)
  ON CONFLICT (id) DO UPDATE SET net_weight_grams = excluded.net_weight_grams, price_fen = excluded.price_fen,
    market_price_fen = excluded.market_price_fen, code = CASE WHEN excluded.code = '' THEN sku.code ELSE excluded.code END,
    active = sku.active OR sku.undone_import IS NOT NULL, undone_import = NULL`;
