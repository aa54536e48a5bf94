import { Controller } from '@nestjs/common';
import type { AdmissionView, RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { Admissions, DecideAdmission } from '@yigou/suppliers';
import { Handle } from '../http/handle.decorator';
import { Input, Once, Seated } from '../http/request';

/** Offices recommend and admit suppliers. */
@Controller()
export class AdmissionsController {
  constructor(
    private readonly admissions: Admissions,
    private readonly decisions: DecideAdmission,
  ) {}

  @Handle('listAdmissions')
  list(
    @Seated() by: SeatedCaller,
    @Input() { query }: RouteInput<'listAdmissions'>,
  ): Promise<RouteResponse<'listAdmissions'>> {
    return this.admissions.list(by, query);
  }

  @Handle('getAdmission')
  get(@Seated() by: SeatedCaller, @Input() { params }: RouteInput<'getAdmission'>): Promise<AdmissionView> {
    return this.admissions.get(by, params.id);
  }

  @Handle('decideAdmission')
  decide(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'decideAdmission'>,
    @Once() once: IdempotencyClaim,
  ): Promise<AdmissionView> {
    return this.decisions.decide(by, params.id, body, once);
  }
}
