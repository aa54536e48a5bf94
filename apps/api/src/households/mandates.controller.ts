import { Controller, Req } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { GrantMandates, Mandates } from '@yigou/households';
import type { Caller, SeatedCaller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { BenefitAnswers } from '@yigou/suppliers';
import { Handle } from '../http/handle.decorator';
import { type ApiRequest, CurrentCaller, Input, Once, Seated } from '../http/request';

/** Who may act for those who cannot use the web, 代办授权, and what they do. */
@Controller()
export class MandatesController {
  constructor(
    private readonly mandates: Mandates,
    private readonly grants: GrantMandates,
    private readonly answers: BenefitAnswers,
  ) {}

  @Handle('listMandates')
  list(
    @Seated() by: SeatedCaller,
    @Input() { query }: RouteInput<'listMandates'>,
  ): Promise<RouteResponse<'listMandates'>> {
    return this.mandates.list(by.seat, query);
  }

  @Handle('grantMandate')
  grant(
    @Seated() by: SeatedCaller,
    @Input() { body }: RouteInput<'grantMandate'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'grantMandate'>> {
    return this.grants.grant(by, body, once);
  }

  @Handle('revokeMandate')
  revoke(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'revokeMandate'>,
  ): Promise<RouteResponse<'revokeMandate'>> {
    return this.grants.revoke(by, params.id, body.reason);
  }

  @Handle('listMyMandates')
  async own(@CurrentCaller() by: Caller): Promise<RouteResponse<'listMyMandates'>> {
    return { items: await this.mandates.ofHelper(by.actor.userId) };
  }

  @Handle('getMandateHousehold')
  household(
    @CurrentCaller() by: Caller,
    @Input() { params }: RouteInput<'getMandateHousehold'>,
  ): Promise<RouteResponse<'getMandateHousehold'>> {
    return this.answers.household(by, params.id);
  }

  @Handle('answerBenefitLink')
  answer(
    @CurrentCaller() by: Caller,
    @Input() { params, body }: RouteInput<'answerBenefitLink'>,
  ): Promise<RouteResponse<'answerBenefitLink'>> {
    return this.answers.answer(by, { mandateId: params.id, linkId: params.linkId }, body);
  }

  @Handle('getMandateLog')
  log(
    @Req() request: ApiRequest,
    @Input() { params }: RouteInput<'getMandateLog'>,
  ): Promise<RouteResponse<'getMandateLog'>> {
    return this.mandates.log(params.code, request.ip);
  }
}
