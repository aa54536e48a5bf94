import { fulfilmentRoutes } from './fulfilment-routes';
import { route, type RoutesOf } from '../route';
import type { campaignsPaths } from './paths';
import { campaignPublicRoutes } from './public-routes';
import { recipientsRoutes } from './recipients-routes';
import { pledgesRoutes } from './pledges-routes';
import { CampaignList } from './schemas';

export const campaignsRoutes = {
  ...fulfilmentRoutes,
  listCampaigns: route({ tag: 'campaigns', summary: 'The latest campaigns', response: CampaignList }),
  ...campaignPublicRoutes,
  ...recipientsRoutes,
  ...pledgesRoutes,
} as const satisfies RoutesOf<typeof campaignsPaths>;
