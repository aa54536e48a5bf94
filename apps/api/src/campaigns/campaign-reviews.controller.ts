import { Controller } from '@nestjs/common';
import { CampaignComplaints, CampaignReviews, ReviewCampaigns } from '@yigou/campaigns';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { Handle } from '../http/handle.decorator';
import { Input, Once, Seated } from '../http/request';

/** Campaigns as offices review and watch them. */
@Controller()
export class CampaignReviewsController {
  constructor(
    private readonly queries: CampaignReviews,
    private readonly reviews: ReviewCampaigns,
    private readonly complaints: CampaignComplaints,
  ) {}

  @Handle('listCampaigns')
  list(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listCampaigns'>,
  ): Promise<RouteResponse<'listCampaigns'>> {
    return this.queries.list(caller, query);
  }

  @Handle('getCampaignToReview')
  get(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'getCampaignToReview'>,
  ): Promise<RouteResponse<'getCampaignToReview'>> {
    return this.queries.get(caller, params.id);
  }

  @Handle('approveCampaign')
  async approve(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'approveCampaign'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'approveCampaign'>> {
    await this.reviews.approve(caller, params.id, once);
    return this.queries.get(caller, params.id);
  }

  @Handle('returnCampaign')
  async sendBack(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'returnCampaign'>,
  ): Promise<RouteResponse<'returnCampaign'>> {
    await this.reviews.sendBack(caller, params.id, body);
    return {};
  }

  @Handle('stopCampaign')
  async stop(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'stopCampaign'>,
  ): Promise<RouteResponse<'stopCampaign'>> {
    await this.reviews.stop(caller, params.id, body.reason);
    return this.queries.get(caller, params.id);
  }

  @Handle('listCampaignComplaints')
  listComplaints(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listCampaignComplaints'>,
  ): Promise<RouteResponse<'listCampaignComplaints'>> {
    return this.complaints.list(caller, query);
  }

  @Handle('closeCampaignComplaint')
  async closeComplaint(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'closeCampaignComplaint'>,
  ): Promise<RouteResponse<'closeCampaignComplaint'>> {
    await this.complaints.close(caller, params.id, body.answer);
    return {};
  }
}
