import { z } from 'zod';
import { RegionCode } from '../common';

export const RegionView = z.object({
  code: RegionCode,
  name: z.string(),
  level: z.int().min(1).max(3),
  parentCode: RegionCode.nullable(),
  /** One of the 832 counties, or has one below it. */
  poverty: z.boolean(),
  productCount: z.int(),
});
export type RegionView = z.infer<typeof RegionView>;
export const RegionList = z.object({ items: z.array(RegionView) });
export const RegionHit = z.object({
  code: RegionCode,
  name: z.string(),
  path: z.string(),
  level: z.int(),
  poverty: z.boolean(),
});
export const RegionHits = z.object({ items: z.array(RegionHit) });
