import * as z from 'zod';
import { Id, Instant, RegionRef, text } from '../common';
import { POLICY_CODES } from '../labels';

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
/** A looser value that waits for a second person. */
export const PolicyProposal = z.object({
  id: Id,
  name: z.enum(POLICY_CODES),
  region: RegionRef.nullable(),
  category: z.string().nullable(),
  /** Null: when it is confirmed. */
  effectiveFrom: Instant.nullable(),
  value: z.unknown(),
  source: z.string(),
  proposedBy: z.string(),
  proposedAt: Instant,
  /** The caller proposed it: somebody else confirms. */
  own: z.boolean(),
});
export const PolicyList = z.object({ items: z.array(PolicyRow), proposals: z.array(PolicyProposal) });
export const PolicyProposalParams = z.object({ id: Id });
export const DecidePolicyProposalBody = z.strictObject({ decision: z.enum(['confirm', 'reject']), reason: text(300) });
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
