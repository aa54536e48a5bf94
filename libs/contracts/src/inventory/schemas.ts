import * as z from 'zod';
import { Id, text } from '../common';
import { INVENTORY_POLICIES } from './labels';

/** What each policy parameter of this context may hold. */
export const INVENTORY_POLICY_VALUES = {
  'stock.low_pieces': z.int().min(0).max(10_000),
} as const satisfies Record<keyof typeof INVENTORY_POLICIES, z.ZodType>;

export const StockAdjustmentBody = z.strictObject({
  delta: z
    .int()
    .min(-100_000_000)
    .max(100_000_000)
    .refine((d) => d !== 0, '请填写增减数量'),
  reason: text(200),
});
export const StockLevel = z.object({ skuId: Id, onHand: z.int(), reserved: z.int(), available: z.int() });
