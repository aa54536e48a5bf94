import { Controller } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { UnitChangeQueries, UnitChanges } from '@yigou/procurement';
import { Handle } from '../http/handle.decorator';
import { Input, Once, Seated } from '../http/request';

/** What units report of themselves: renamed, merged, abolished. */
@Controller()
export class UnitChangesController {
  constructor(
    private readonly changes: UnitChanges,
    private readonly queries: UnitChangeQueries,
  ) {}

  @Handle('reportUnitChange')
  async report(
    @Seated() caller: SeatedCaller,
    @Input() { body }: RouteInput<'reportUnitChange'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'reportUnitChange'>> {
    await this.changes.report(caller, body, once);
    return {};
  }

  @Handle('withdrawUnitChange')
  async withdraw(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'withdrawUnitChange'>,
  ): Promise<RouteResponse<'withdrawUnitChange'>> {
    await this.changes.withdraw(caller, params.id);
    return {};
  }

  @Handle('listOwnUnitChanges')
  own(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listOwnUnitChanges'>,
  ): Promise<RouteResponse<'listOwnUnitChanges'>> {
    return this.queries.own(caller, query);
  }

  @Handle('listUnitChanges')
  below(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listUnitChanges'>,
  ): Promise<RouteResponse<'listUnitChanges'>> {
    return this.queries.below(caller, query);
  }

  @Handle('decideUnitChange')
  async decide(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'decideUnitChange'>,
  ): Promise<RouteResponse<'decideUnitChange'>> {
    await this.changes.decideBelow(caller, params.id, body);
    return {};
  }

  @Handle('listRegionUnitChanges')
  region(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listRegionUnitChanges'>,
  ): Promise<RouteResponse<'listRegionUnitChanges'>> {
    return this.queries.region(caller, query);
  }

  @Handle('decideRegionUnitChange')
  async decideRegion(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'decideRegionUnitChange'>,
  ): Promise<RouteResponse<'decideRegionUnitChange'>> {
    await this.changes.decideRegion(caller, params.id, body);
    return {};
  }
}
