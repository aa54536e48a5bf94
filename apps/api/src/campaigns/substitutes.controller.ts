import { Controller } from '@nestjs/common';
import { PledgeQueries, SubstituteQueries, Substitutes } from '@yigou/campaigns';
import type { PledgeView, RouteInput, RouteResponse } from '@yigou/contracts';
import type { Caller, SeatedCaller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { Handle } from '../http/handle.decorator';
import { CurrentCaller, Input, Once, Seated } from '../http/request';

/** Other goods in place of some that a supplier cannot deliver. */
@Controller()
export class SubstitutesController {
  constructor(
    private readonly substitutes: Substitutes,
    private readonly offers: SubstituteQueries,
    private readonly pledges: PledgeQueries,
  ) {}

  @Handle('listSubstitutes')
  list(
    @Seated() by: SeatedCaller,
    @Input() { params }: RouteInput<'listSubstitutes'>,
  ): Promise<RouteResponse<'listSubstitutes'>> {
    return this.offers.list(by, params.id);
  }

  @Handle('offerSubstitute')
  async offer(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'offerSubstitute'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<RouteResponse<'offerSubstitute'>> {
    await this.substitutes.offer(by, params.id, body, claim);
    return this.offers.list(by, params.id);
  }

  @Handle('withdrawSubstitute')
  async withdraw(
    @Seated() by: SeatedCaller,
    @Input() { params }: RouteInput<'withdrawSubstitute'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<RouteResponse<'withdrawSubstitute'>> {
    return this.offers.list(by, await this.substitutes.withdraw(by, params.id, claim));
  }

  @Handle('answerSubstitute')
  async answer(
    @CurrentCaller() by: Caller,
    @Input() { params, body }: RouteInput<'answerSubstitute'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<PledgeView> {
    await this.substitutes.answer(by, params, body.accepts, claim);
    return this.pledges.view(by.actor.userId, params.id);
  }
}
