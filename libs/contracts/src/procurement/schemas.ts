import { z } from 'zod';
import type { PROCUREMENT_POLICIES } from './labels';

/** What each policy parameter of this context may hold. */
export const PROCUREMENT_POLICY_VALUES = {
  'share.minimum_bp': z.int().min(0).max(10_000),
  'share.not_below_last_year': z.boolean(),
  /** Month and day of the year filed for. */
  'share.filing_deadline': z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/),
} as const satisfies Record<keyof typeof PROCUREMENT_POLICIES, z.ZodType>;
