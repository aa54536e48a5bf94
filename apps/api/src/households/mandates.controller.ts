import { Controller, Req } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { GrantMandates, Mandates, officeBy } from '@yigou/households';
import { type Actor, requireMembership } from '@yigou/identity';
import { BenefitAnswers } from '@yigou/suppliers';
import { Handle } from '../http/handle.decorator';
import { type ApiRequest, CurrentActor, Input } from '../http/request';

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
    @CurrentActor() actor: Actor,
    @Input() { query }: RouteInput<'listMandates'>,
  ): Promise<RouteResponse<'listMandates'>> {
    return this.mandates.list(requireMembership(actor, 'administration'), query);
  }

  @Handle('grantMandate')
  grant(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { body }: RouteInput<'grantMandate'>,
  ): Promise<RouteResponse<'grantMandate'>> {
    return this.grants.grant(officeBy(actor, request.ip), body);
  }

  @Handle('revokeMandate')
  revoke(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { params, body }: RouteInput<'revokeMandate'>,
  ): Promise<RouteResponse<'revokeMandate'>> {
    return this.grants.revoke(officeBy(actor, request.ip), params.id, body.reason);
  }

  @Handle('listMyMandates')
  async own(@CurrentActor() actor: Actor): Promise<RouteResponse<'listMyMandates'>> {
    return { items: await this.mandates.ofHelper(actor.userId) };
  }

  @Handle('getMandateHousehold')
  household(
    @CurrentActor() actor: Actor,
    @Input() { params }: RouteInput<'getMandateHousehold'>,
  ): Promise<RouteResponse<'getMandateHousehold'>> {
    return this.answers.household(actor, params.id);
  }

  @Handle('answerBenefitLink')
  answer(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { params, body }: RouteInput<'answerBenefitLink'>,
  ): Promise<RouteResponse<'answerBenefitLink'>> {
    return this.answers.answer(actor, { mandateId: params.id, linkId: params.linkId }, body, request.ip);
  }

  @Handle('getMandateLog')
  log(
    @Req() request: ApiRequest,
    @Input() { params }: RouteInput<'getMandateLog'>,
  ): Promise<RouteResponse<'getMandateLog'>> {
    return this.mandates.log(params.code, request.ip);
  }
}
