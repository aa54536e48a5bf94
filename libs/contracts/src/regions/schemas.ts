import * as z from 'zod';
import { CalendarDate, Id, Instant, page, PageQuery, RegionCode, text } from '../common';
import { REGION_CHANGE_KINDS, REGION_CHANGE_STATES, type RegionChangeKind, type RegionChangeState } from './labels';

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

const KINDS = Object.keys(REGION_CHANGE_KINDS) as [RegionChangeKind, ...RegionChangeKind[]];
const STATES = Object.keys(REGION_CHANGE_STATES) as [RegionChangeState, ...RegionChangeState[]];

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
  kind: z.enum(KINDS, '请选择变更的种类'),
  /** The first day on which it holds. */
  effectiveOn: CalendarDate,
  source: text(300, 2, '请填写依据（批准机关和文号）'),
  lines: z.array(RegionChangeLineBody).min(1, '请至少写一行').max(200, '一次最多 200 行'),
});
export type RegionChangeBody = z.infer<typeof RegionChangeBody>;

/** Rows of a kind that follow a change, and those that stay: their key is taken there, or they say something of a division that ends. */
const Touched = z.object({ what: z.string(), follow: z.int(), stay: z.int() });
export const RegionChangePreview = z.object({
  /** The divisions that are made or renamed, as they will be shown. */
  after: z.array(z.object({ code: RegionCode, name: z.string(), path: z.string(), pinyin: z.string() })),
  touched: z.array(Touched),
});
export type RegionChangePreview = z.infer<typeof RegionChangePreview>;
export const RegionChangeQuery = PageQuery.extend({ state: z.enum(STATES).optional() });
export const RegionChangeList = page(
  z.object({
    id: Id,
    kind: z.enum(KINDS),
    state: z.enum(STATES),
    effectiveOn: CalendarDate,
    source: z.string(),
    /** Why it could not begin on its day; empty when nothing is wrong. */
    trouble: z.string(),
    enteredBy: z.string(),
    enteredAt: Instant,
    begunAt: Instant.nullable(),
    withdrawnAt: Instant.nullable(),
    lines: z.array(
      z.object({
        oldCode: RegionCode,
        oldName: z.string(),
        newCode: RegionCode,
        name: z.string(),
        takesOver: z.boolean(),
      }),
    ),
    /** What followed when it began. */
    touched: z.array(Touched),
  }),
);
