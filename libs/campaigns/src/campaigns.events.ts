import { defineEvent } from '@yigou/platform';
import { z } from 'zod';

/** A campaign moved along its machine; `action` is the machine's. */
export const CampaignMoved = defineEvent(
  'campaigns.campaign_moved',
  z.object({ campaignId: z.uuid(), action: z.string(), to: z.string() }),
);
/** A sub-leader of a campaign moved; `action` is the machine's. */
export const LeaderMoved = defineEvent(
  'campaigns.leader_moved',
  z.object({ leaderId: z.uuid(), campaignId: z.uuid(), action: z.string() }),
  { unheard: 'whom it concerns is told in the same transaction; the first that needs to know of it hears it' },
);
/** Pledges of one campaign moved, at most a batch of them; `action` is the machine's. */
export const PledgesMoved = defineEvent(
  'campaigns.pledges_moved',
  z.object({ campaignId: z.uuid(), pledgeIds: z.array(z.uuid()).max(1000), action: z.string() }),
  { unheard: 'money and places follow in the same transaction; the first that needs to know of it hears it' },
);
