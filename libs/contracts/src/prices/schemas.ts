import * as z from 'zod';
import { Cursor, Fen, Id, Instant, page, PageSize, RegionCode, RegionRef, Words } from '../common';
import { PRICE_VERDICT_CODES, PRICES_POLICIES, SIZE_CLASS_CODES } from './labels';

/** What each policy parameter of this context may hold. */
export const PRICES_POLICY_VALUES = {
  'price.high_bp': z.int().min(10_000).max(100_000),
  'price.low_bp': z.int().min(100).max(10_000),
} as const satisfies Record<keyof typeof PRICES_POLICIES, z.core.$ZodType>;

/** Prices of like goods for 500 g, in fen, and what they say of one price. */
export const PriceBand = z.object({
  variety: z.string(),
  grade: z.string(),
  sizeClass: z.enum(SIZE_CLASS_CODES),
  count: z.int(),
  p10: Fen,
  p25: Fen,
  median: Fen,
  p75: Fen,
  p90: Fen,
});
export type PriceBand = z.infer<typeof PriceBand>;
export const PriceCheck = z.object({
  verdict: z.enum(PRICE_VERDICT_CODES),
  unitPriceFen: Fen.nullable(),
  band: PriceBand.nullable(),
  /** Chinese sentence. */
  message: z.string(),
});
export type PriceCheck = z.infer<typeof PriceCheck>;
export const PriceCheckQuery = z.object({
  variety: Words(40).min(1),
  grade: Words(20).default(''),
  netWeightGrams: z.coerce.number().int().min(1).max(100_000_000),
  priceFen: z.coerce.number().int().min(1).max(100_000_000),
  /** The present price of the same SKU, to catch a slip against it. */
  beforeFen: z.coerce.number().int().min(1).max(100_000_000).optional(),
});
export const PriceFlagRow = z.object({
  id: Id,
  productId: Id,
  productName: z.string(),
  skuName: z.string(),
  supplierName: z.string(),
  county: RegionRef.nullable(),
  priceFen: Fen,
  unitPriceFen: Fen.nullable(),
  medianFen: Fen.nullable(),
  verdict: z.enum(PRICE_VERDICT_CODES),
  reason: z.string(),
  at: Instant,
});
export const PriceFlagPage = page(PriceFlagRow);
export const PriceFlagQuery = z.object({
  region: RegionCode.optional(),
  verdict: z.enum(PRICE_VERDICT_CODES).optional(),
  cursor: Cursor.optional(),
  limit: PageSize,
});
