import * as z from 'zod';
import { CalendarDate, RegionCode, text } from '../common';
import { REGION_CHANGE_KINDS, type RegionChangeKind } from './labels';

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
  /** A name or code of before, when that is what was found. */
  formerly: z.string().optional(),
  level: z.int(),
  leaf: Leaf,
  poverty: z.boolean(),
});
export const RegionHits = z.object({ items: z.array(RegionHit) });

/** What becomes of one code of a change. */
export const RegionChangeLineBody = z.strictObject({
  oldCode: RegionCode,
  /** The same where a division is renamed alone. */
  newCode: RegionCode,
  name: text(30, 2, '请填写名称'),
  /** Syllables with spaces between, where the characters are read otherwise than usual: `yu xian`. */
  reading: z
    .string()
    .trim()
    .max(100)
    .regex(/^(?:[a-z]+(?: [a-z]+)*)?$/, '请填写不带声调的小写拼音，音节之间空一格')
    .default(''),
  /** In a split: what stands under the old code goes here, and the old code is given up. Without one the old division remains, smaller. */
  takesOver: z.boolean().default(false),
});
export type RegionChangeLineBody = z.infer<typeof RegionChangeLineBody>;
export const RegionChangeBody = z.strictObject({
  kind: z.enum(Object.keys(REGION_CHANGE_KINDS) as [RegionChangeKind, ...RegionChangeKind[]], '请选择变更的种类'),
  /** The first day on which it holds. */
  effectiveOn: CalendarDate,
  source: text(300, 2, '请填写依据（批准机关和文号）'),
  lines: z.array(RegionChangeLineBody).min(1, '请至少写一行').max(200, '一次最多 200 行'),
});
export type RegionChangeBody = z.infer<typeof RegionChangeBody>;
