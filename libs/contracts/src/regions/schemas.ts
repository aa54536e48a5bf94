import * as z from 'zod';
import { RegionCode } from '../common';

/** Nothing lies below it, so that it is what an address, a household or a certificate names: a county, or 东莞, 儋州, 台湾, which have none. */
const Leaf = z.boolean();

export const RegionView = z.object({
  code: RegionCode,
  name: z.string(),
  level: z.int().min(1).max(3),
  leaf: Leaf,
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
  leaf: Leaf,
  poverty: z.boolean(),
});
export const RegionHits = z.object({ items: z.array(RegionHit) });
