import * as z from 'zod';
import { Id, Instant } from '../common';
import { CAMPAIGN_FORM_CODES, CAMPAIGN_STATUS_CODES, type CAMPAIGNS_POLICIES } from './labels';
import { RECIPIENTS_POLICY_VALUES } from './recipients-schemas';

export * from './recipients-schemas';

export const CampaignRow = z.object({
  id: Id,
  number: z.string(),
  form: z.enum(CAMPAIGN_FORM_CODES),
  status: z.enum(CAMPAIGN_STATUS_CODES),
  title: z.string(),
  organiserName: z.string(),
  /** Null: not opened yet, and no deadline chosen. */
  deadline: Instant.nullable(),
});
export const CampaignList = z.object({ items: z.array(CampaignRow) });

/** What each policy parameter of this context may hold. */
export const CAMPAIGNS_POLICY_VALUES = {
  'campaigns.pay_minutes': z.int().min(5).max(1_440),
  'campaigns.settle_days': z.int().min(1).max(180),
  'campaigns.stock_wait_days': z.int().min(0).max(90),
  ...RECIPIENTS_POLICY_VALUES,
} as const satisfies Record<keyof typeof CAMPAIGNS_POLICIES, z.ZodType>;
