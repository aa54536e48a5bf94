import { Controller } from '@nestjs/common';
import { DonationQueries, Donations, Substitutes } from '@yigou/campaigns';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { Handle } from '../http/handle.decorator';
import { Input, Once, Seated } from '../http/request';

/** Donations as their recipient is asked for them. */
@Controller()
export class DonationsController {
  constructor(
    private readonly donations: Donations,
    private readonly queries: DonationQueries,
    private readonly substitutes: Substitutes,
  ) {}

  @Handle('listCampaignRequests')
  list(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listCampaignRequests'>,
  ): Promise<RouteResponse<'listCampaignRequests'>> {
    return this.queries.list(caller, query);
  }

  @Handle('getCampaignRequest')
  get(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'getCampaignRequest'>,
  ): Promise<RouteResponse<'getCampaignRequest'>> {
    return this.queries.get(caller, params.id);
  }

  @Handle('answerCampaignNeed')
  async answer(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'answerCampaignNeed'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<RouteResponse<'answerCampaignNeed'>> {
    await this.donations.answer(caller, params.id, body, claim);
    return this.queries.get(caller, params.id);
  }

  @Handle('answerDonationSubstitute')
  async answerSubstitute(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'answerDonationSubstitute'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<RouteResponse<'answerDonationSubstitute'>> {
    await this.substitutes.answerAsRecipient(caller, params, body.accepts, claim);
    return this.queries.get(caller, params.id);
  }
}
