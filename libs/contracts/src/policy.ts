import { z } from 'zod';
import { Id, Instant, RegionRef, text } from './common';
import {
  CHANGE_CAUSE_CODES,
  EVIDENCE_KIND_CODES,
  LICENCE_KIND_CODES,
  POLICY_CODES,
  REVIEW_LEVEL_CODES,
  type PolicyName,
} from './labels';

const days = z.int().min(1).max(365);
const unique = <T extends z.ZodType<string>>(item: T) =>
  z
    .array(item)
    .max(20)
    .refine((list) => new Set(list).size === list.length, '不能重复');

/** What each policy parameter may hold. Numbers differ by year and region, so none of them is a constant in code. */
export const POLICY_VALUES = {
  'certification.levels': unique(z.enum(REVIEW_LEVEL_CODES)).min(1),
  'certification.review_days': z.strictObject({
    township: days,
    industry: days,
    county: days,
    city: days,
    province: days,
    national: days,
    platform: days,
  }),
  'certification.publicity_days': z.int().min(1).max(90),
  'certification.examination_days': days,
  'certification.term_months': z.int().min(1).max(120),
  'certification.renewal_days': days,
  'certification.evidence': unique(z.enum(EVIDENCE_KIND_CODES)),
  'certification.change_price_bp': z.int().min(100).max(10_000),
  'certification.change_stops_sales': unique(z.enum(CHANGE_CAUSE_CODES)),
  'supplier.licences': unique(z.enum(LICENCE_KIND_CODES)),
  'complaint.answer_days': days,
  'appeal.filing_days': days,
  'appeal.decision_days': days,
  'price.high_bp': z.int().min(10_000).max(100_000),
  'price.low_bp': z.int().min(100).max(10_000),
  'notices.digest_minutes': z.int().min(5).max(1_440),
  'order.payment_minutes': z.int().min(5).max(43_200),
  'order.auto_confirm_days': z.int().min(1).max(90),
  'stock.low_pieces': z.int().min(0).max(10_000),
} as const satisfies Record<PolicyName, z.ZodType>;

/** One value of a parameter with where and when it holds. */
export const PolicyRow = z.object({
  id: Id,
  name: z.enum(POLICY_CODES),
  region: RegionRef.nullable(),
  /** Category slug; null for all. */
  category: z.string().nullable(),
  effectiveFrom: Instant.nullable(),
  effectiveTo: Instant.nullable(),
  value: z.unknown(),
  source: z.string(),
  setBy: z.string().nullable(),
  setAt: Instant,
  inForce: z.boolean(),
});
export const PolicyList = z.object({ items: z.array(PolicyRow) });
export const PolicyQuery = z.object({ name: z.enum(POLICY_CODES).optional() });
export const SetPolicyBody = z.strictObject({
  name: z.enum(POLICY_CODES),
  /** Six digits of a county, prefecture or province; null for the whole country. */
  regionCode: z
    .string()
    .regex(/^\d{6}$/, '地区代码应为 6 位数字')
    .nullable(),
  category: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/)
    .nullable(),
  /** Null: at once. */
  effectiveFrom: Instant.nullable(),
  value: z.unknown(),
  source: text(300),
});
