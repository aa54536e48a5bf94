import { Controller } from '@nestjs/common';
import { PublicCampaigns } from '@yigou/campaigns';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { Handle } from '../http/handle.decorator';
import { Input } from '../http/request';

/** Group purchases as everybody reads them; what moves by the second comes by the live stream. */
@Controller()
export class PublicCampaignsController {
  constructor(private readonly campaigns: PublicCampaigns) {}

  @Handle('listGroupBuys', { cacheMs: 1_000 })
  list(@Input() { query }: RouteInput<'listGroupBuys'>): Promise<RouteResponse<'listGroupBuys'>> {
    return this.campaigns.list(query);
  }

  @Handle('getGroupBuy', { cacheMs: 1_000 })
  get(@Input() { params }: RouteInput<'getGroupBuy'>): Promise<RouteResponse<'getGroupBuy'>> {
    return this.campaigns.get(params.id);
  }

  @Handle('listResults', { cacheMs: 1_000 })
  results(@Input() { query }: RouteInput<'listResults'>): Promise<RouteResponse<'listResults'>> {
    return this.campaigns.results(query);
  }

  @Handle('getGroupBuyWall', { cacheMs: 1_000 })
  wall(@Input() { params }: RouteInput<'getGroupBuyWall'>): Promise<RouteResponse<'getGroupBuyWall'>> {
    return this.campaigns.wall(params.id);
  }
}
