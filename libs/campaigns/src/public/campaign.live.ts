import type { LiveTopics } from '@yigou/platform';
import { PEOPLE, PUBLIC, TIER, WITH_SHARES } from './public-sql';

/** What of a campaign moves while people watch it; its shape is `CampaignLive`. */
export const CAMPAIGN_LIVE: LiveTopics = {
  kind: 'campaign',
  states: (
    ids,
  ) => `SELECT c.id, jsonb_build_object('status', c.status, 'paidShares', x.paid, 'heldShares', x.held, 'people', ${PEOPLE}, 'tier', ${TIER},
      'deadline', c.deadline) AS state
    FROM campaigns_campaign c ${WITH_SHARES} WHERE c.id = ANY(${ids}) AND ${PUBLIC}`,
};
