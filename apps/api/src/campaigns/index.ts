import { CAMPAIGNS } from '@yigou/campaigns';
import { inApi } from '../context';
import { CampaignsController } from './campaigns.controller';
import { PublicCampaignsController } from './public-campaigns.controller';

export const campaignsInApi = inApi(CAMPAIGNS, { controllers: [CampaignsController, PublicCampaignsController] });
