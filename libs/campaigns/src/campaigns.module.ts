import { Module } from '@nestjs/common';
import { CampaignQueries } from './campaigns.queries';
import { PublicCampaigns } from './public';

const BEHAVIOUR = [CampaignQueries, PublicCampaigns];

@Module({ providers: BEHAVIOUR, exports: BEHAVIOUR })
export class CampaignsModule {}
