import { MARKET_TODAY } from '@yigou/platform';
import type { PricedGoods } from '@yigou/prices';

/** What valid certificates name as the price of each packing: the reference prices are counted from them (domain R17, 价格监测). */
export const CERTIFIED_PRICES: PricedGoods = {
  varieties: `SELECT variety FROM certificate WHERE status = 'valid' AND variety <> ''`,
  prices: `SELECT c.variety, c.grade, s.grams, s.fen FROM certificate c CROSS JOIN LATERAL (
      SELECT (line ->> 'netWeightGrams')::bigint AS grams, (line ->> 'priceFen')::bigint AS fen FROM jsonb_array_elements(c.scope) AS line) s
    WHERE c.status = 'valid' AND c.variety <> '' AND (SELECT ${MARKET_TODAY}) BETWEEN c.valid_from AND c.valid_to AND s.grams > 0`,
};
