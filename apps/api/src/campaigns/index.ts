import { CAMPAIGNS } from '@yigou/campaigns';
import { inApi } from '../context';
import { CampaignsController } from './campaigns.controller';
import { DonationsController } from './donations.controller';
import { FulfilmentController } from './fulfilment.controller';
import { NeedsController } from './needs.controller';
import { ParticipationsController } from './participations.controller';
import { PledgesController } from './pledges.controller';
import { PublicCampaignsController } from './public-campaigns.controller';
import { RegistrationsController } from './registrations.controller';

export const campaignsInApi = inApi(CAMPAIGNS, {
  controllers: [
    CampaignsController,
    DonationsController,
    FulfilmentController,
    NeedsController,
    ParticipationsController,
    PublicCampaignsController,
    RegistrationsController,
    PledgesController,
  ],
});
