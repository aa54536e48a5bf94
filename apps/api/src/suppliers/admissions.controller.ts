import { Controller, Req } from '@nestjs/common';
import type { AdmissionView, RouteInput, RouteResponse } from '@yigou/contracts';
import type { Actor } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { Admissions, DecideAdmission } from '@yigou/suppliers';
import { Handle } from '../http/handle.decorator';
import { type ApiRequest, CurrentActor, Input, Once } from '../http/request';

/** Offices recommend and admit suppliers. */
@Controller()
export class AdmissionsController {
  constructor(
    private readonly admissions: Admissions,
    private readonly decisions: DecideAdmission,
  ) {}

  @Handle('listAdmissions')
  list(
    @CurrentActor() actor: Actor,
    @Input() { query }: RouteInput<'listAdmissions'>,
  ): Promise<RouteResponse<'listAdmissions'>> {
    return this.admissions.list(actor, query);
  }

  @Handle('getAdmission')
  get(@CurrentActor() actor: Actor, @Input() { params }: RouteInput<'getAdmission'>): Promise<AdmissionView> {
    return this.admissions.get(actor, params.id);
  }

  @Handle('decideAdmission')
  decide(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { params, body }: RouteInput<'decideAdmission'>,
    @Once() once: IdempotencyClaim,
  ): Promise<AdmissionView> {
    return this.decisions.decide({ actor, address: request.ip }, params.id, body, once);
  }
}
