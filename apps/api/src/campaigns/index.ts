import { CAMPAIGNS } from '@yigou/campaigns';
import { inApi } from '../context';
import { CampaignsController } from './campaigns.controller';

export const campaignsInApi = inApi(CAMPAIGNS, { controllers: [CampaignsController] });
