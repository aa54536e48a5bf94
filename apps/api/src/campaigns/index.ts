import { CAMPAIGNS } from '@yigou/campaigns';
import { inApi } from '../context';
import { DeliveriesController } from './deliveries.controller';
import { DonationsController } from './donations.controller';
import { FulfilmentController } from './fulfilment.controller';
import { LeadersController } from './leaders.controller';
import { NeedsController } from './needs.controller';
import { ParticipationsController } from './participations.controller';
import { PledgesController } from './pledges.controller';
import { CampaignAsksController } from './campaign-asks.controller';
import { CampaignAuthoringController } from './campaign-authoring.controller';
import { CampaignReviewsController } from './campaign-reviews.controller';
import { CampaignVoicesController } from './campaign-voices.controller';
import { PublicCampaignsController } from './public-campaigns.controller';
import { RegistrationsController } from './registrations.controller';
import { SubstitutesController } from './substitutes.controller';

export const campaignsInApi = inApi(CAMPAIGNS, {
  controllers: [
    DeliveriesController,
    DonationsController,
    FulfilmentController,
    LeadersController,
    NeedsController,
    ParticipationsController,
    PublicCampaignsController,
    RegistrationsController,
    PledgesController,
    CampaignAsksController,
    CampaignAuthoringController,
    CampaignReviewsController,
    CampaignVoicesController,
    SubstitutesController,
  ],
});
