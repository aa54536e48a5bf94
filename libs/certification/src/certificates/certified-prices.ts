import type { PricedGoods } from '@yigou/prices';
import { CERTIFICATE_IN_FORCE } from '../standing';

/** What certificates in force name as the price of each packing: the reference prices are counted from them (domain R17, 价格监测). */
export const CERTIFIED_PRICES: PricedGoods = {
  varieties: `SELECT variety FROM certificate WHERE status = 'valid' AND variety <> ''`,
  prices: `SELECT c.variety, c.grade, s.grams, s.fen FROM certificate c LEFT JOIN supplier_file f ON f.supplier_id = c.supplier_id CROSS JOIN LATERAL (
      SELECT (line ->> 'netWeightGrams')::bigint AS grams, (line ->> 'priceFen')::bigint AS fen FROM jsonb_array_elements(c.scope) AS line) s
    WHERE ${CERTIFICATE_IN_FORCE} AND c.variety <> '' AND s.grams > 0`,
};
