import * as z from 'zod';
import { Id, Instant } from '../common';
import { CAMPAIGN_FORM_CODES, CAMPAIGN_STATUS_CODES } from './labels';

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
