import * as z from 'zod';
import { Id, text } from '../common';
import { INVENTORY_POLICIES } from './labels';

/** What each policy parameter of this context may hold. */
export const INVENTORY_POLICY_VALUES = {
  'stock.low_pieces': z.int().min(0).max(10_000),
} as const satisfies Record<keyof typeof INVENTORY_POLICIES, z.core.$ZodType>;

export const StockAdjustmentBody = z.strictObject({
  delta: z
    .int('请填写不为 0 的整数')
    .min(-100_000_000, '一次最多 1 亿件')
    .max(100_000_000, '一次最多 1 亿件')
    .refine((d) => d !== 0, '请填写不为 0 的整数'),
  reason: text(200, 1, '请填写原因'),
});
export const StockLevel = z.object({ skuId: Id, onHand: z.int(), reserved: z.int(), available: z.int() });
