import { MARKET_TODAY } from '@yigou/platform';

/**
 * Whether a product may be sold at this moment: a condition on its supplier's file `f` (outer-joined) and its certificate `c` (outer-joined, a product
 * that was never certified has none). It reads the terms themselves, so that it is right even when the worker that enters their end was down.
 */
export const MAY_SELL = `(f.status IN ('admitted', 'rectifying') AND (f.licences_to IS NULL OR f.licences_to >= ${MARKET_TODAY})
  AND (c.id IS NULL OR c.status = 'valid' AND ${MARKET_TODAY} BETWEEN c.valid_from AND c.valid_to))`;
