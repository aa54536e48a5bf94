import { Module } from '@nestjs/common';
import { CampaignQueries } from './campaigns.queries';

const BEHAVIOUR = [CampaignQueries];

@Module({ providers: BEHAVIOUR, exports: BEHAVIOUR })
export class CampaignsModule {}
