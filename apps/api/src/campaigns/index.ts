import { CAMPAIGNS } from '@yigou/campaigns';
import { inApi } from '../context';
import { CampaignsController } from './campaigns.controller';
import { FulfilmentController } from './fulfilment.controller';
import { ParticipationsController } from './participations.controller';
import { PublicCampaignsController } from './public-campaigns.controller';

export const campaignsInApi = inApi(CAMPAIGNS, {
  controllers: [CampaignsController, FulfilmentController, ParticipationsController, PublicCampaignsController],
});
