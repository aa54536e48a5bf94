import { Controller } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { InspectionDraw, InspectionQueries, Inspections } from '@yigou/supervision';
import { Handle } from '../http/handle.decorator';
import { Input, Once, Seated } from '../http/request';

@Controller()
export class InspectionsController {
  constructor(
    private readonly draws: InspectionDraw,
    private readonly inspections: Inspections,
    private readonly queries: InspectionQueries,
  ) {}

  @Handle('listInspections')
  list(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listInspections'>,
  ): Promise<RouteResponse<'listInspections'>> {
    return this.queries.list(caller, query);
  }

  @Handle('getInspection')
  get(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'getInspection'>,
  ): Promise<RouteResponse<'getInspection'>> {
    return this.queries.view(caller, params.id);
  }

  @Handle('listDraws')
  listDraws(@Seated() caller: SeatedCaller): Promise<RouteResponse<'listDraws'>> {
    return this.draws.list(caller);
  }

  @Handle('drawInspections')
  async draw(
    @Seated() caller: SeatedCaller,
    @Input() { body }: RouteInput<'drawInspections'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<RouteResponse<'drawInspections'>> {
    const id = await this.draws.draw(caller, body, claim);
    return this.draws.view(caller, id);
  }

  @Handle('recordInspection')
  async record(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'recordInspection'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<RouteResponse<'recordInspection'>> {
    await this.inspections.record(caller, params.id, body, claim);
    return this.queries.view(caller, params.id);
  }

  @Handle('listSupplierInspections')
  listOwn(@Seated() caller: SeatedCaller): Promise<RouteResponse<'listSupplierInspections'>> {
    return this.queries.ofSupplier(caller);
  }

  @Handle('reportRectification')
  async report(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'reportRectification'>,
  ): Promise<RouteResponse<'reportRectification'>> {
    await this.inspections.report(caller, params.id, body);
    return this.queries.ofSupplier(caller);
  }
}
