import { Controller } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import { UnitAdmissionQueries, UnitAdmissions, UnitQueries } from '@yigou/procurement';
import { Handle } from '../http/handle.decorator';
import { Input, Seated } from '../http/request';

/** Below whom a unit stands: asked by the unit, agreed to by those above or by finance. */
@Controller()
export class UnitAdmissionsController {
  constructor(
    private readonly admissions: UnitAdmissions,
    private readonly queries: UnitAdmissionQueries,
    private readonly units: UnitQueries,
  ) {}

  @Handle('askUnitAdmission')
  async ask(
    @Seated() caller: SeatedCaller,
    @Input() { body }: RouteInput<'askUnitAdmission'>,
  ): Promise<RouteResponse<'askUnitAdmission'>> {
    await this.admissions.askAgain(caller, body.parentId);
    return this.units.own(caller);
  }

  @Handle('withdrawUnitAdmission')
  async withdraw(@Seated() caller: SeatedCaller): Promise<RouteResponse<'withdrawUnitAdmission'>> {
    await this.admissions.withdraw(caller);
    return this.units.own(caller);
  }

  @Handle('listUnitAdmissions')
  below(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listUnitAdmissions'>,
  ): Promise<RouteResponse<'listUnitAdmissions'>> {
    return this.queries.below(caller, query);
  }

  @Handle('decideUnitAdmission')
  async decide(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'decideUnitAdmission'>,
  ): Promise<RouteResponse<'decideUnitAdmission'>> {
    await this.admissions.decideBelow(caller, params.id, body);
    return {};
  }

  @Handle('listRegionAdmissions')
  region(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listRegionAdmissions'>,
  ): Promise<RouteResponse<'listRegionAdmissions'>> {
    return this.queries.region(caller, query);
  }

  @Handle('decideRegionAdmission')
  async decideRegion(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'decideRegionAdmission'>,
  ): Promise<RouteResponse<'decideRegionAdmission'>> {
    await this.admissions.decideRegion(caller, params.id, body);
    return {};
  }
}
