import { Controller } from '@nestjs/common';
import { CampaignQueries } from '@yigou/campaigns';
import type { RouteResponse } from '@yigou/contracts';
import { Handle } from '../http/handle.decorator';

@Controller()
export class CampaignsController {
  constructor(private readonly campaigns: CampaignQueries) {}

  @Handle('listCampaigns')
  list(): Promise<RouteResponse<'listCampaigns'>> {
    return this.campaigns.list();
  }
}
