import { route, type RoutesOf } from '../route';
import type { campaignsPaths } from './paths';
import { CampaignList } from './schemas';

export const campaignsRoutes = {
  listCampaigns: route({ tag: 'campaigns', summary: 'The latest campaigns', response: CampaignList }),
} as const satisfies RoutesOf<typeof campaignsPaths>;
