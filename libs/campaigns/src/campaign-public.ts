import { CAMPAIGN_STATUS_CODES, type CampaignStatus } from '@yigou/contracts';

/** States in which nobody but those who make a campaign sees it. */
const PRIVATE: readonly CampaignStatus[] = ['draft', 'to_recipient', 'agreeing', 'to_review', 'cancelled'];

/** States in which everybody sees a campaign; one that was cancelled after it opened is seen as well, which `opened_at` says. */
export const PUBLIC_STATUSES: readonly CampaignStatus[] = CAMPAIGN_STATUS_CODES.filter(
  (code) => !PRIVATE.includes(code),
);
