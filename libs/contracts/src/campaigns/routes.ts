import { campaignAuthoringRoutes } from './authoring-routes';
import { fulfilmentRoutes } from './fulfilment-routes';
import type { RoutesOf } from '../route';
import type { campaignsPaths } from './paths';
import { campaignPublicRoutes } from './public-routes';
import { leadersRoutes } from './leaders-routes';
import { recipientsRoutes } from './recipients-routes';
import { pledgesRoutes } from './pledges-routes';
import { substitutesRoutes } from './substitutes-routes';

export const campaignsRoutes = {
  ...fulfilmentRoutes,
  ...campaignAuthoringRoutes,
  ...campaignPublicRoutes,
  ...recipientsRoutes,
  ...pledgesRoutes,
  ...leadersRoutes,
  ...substitutesRoutes,
} as const satisfies RoutesOf<typeof campaignsPaths>;
