import { Controller, Req } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { Actor } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { InspectionDraw, InspectionQueries, Inspections } from '@yigou/supervision';
import { supplierIdOf } from '../catalogue/supplier-actor';
import { Handle } from '../http/handle.decorator';
import { type ApiRequest, CurrentActor, Input, Once } from '../http/request';
import { callerOf } from './caller';

@Controller()
export class InspectionsController {
  constructor(
    private readonly draws: InspectionDraw,
    private readonly inspections: Inspections,
    private readonly queries: InspectionQueries,
  ) {}

  @Handle('listInspections')
  list(
    @CurrentActor() actor: Actor,
    @Input() { query }: RouteInput<'listInspections'>,
  ): Promise<RouteResponse<'listInspections'>> {
    return this.queries.list(actor, query);
  }

  @Handle('getInspection')
  get(
    @CurrentActor() actor: Actor,
    @Input() { params }: RouteInput<'getInspection'>,
  ): Promise<RouteResponse<'getInspection'>> {
    return this.queries.view(actor, params.id);
  }

  @Handle('listDraws')
  listDraws(@CurrentActor() actor: Actor): Promise<RouteResponse<'listDraws'>> {
    return this.draws.list(actor);
  }

  @Handle('drawInspections')
  async draw(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { body }: RouteInput<'drawInspections'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<RouteResponse<'drawInspections'>> {
    const id = await this.draws.draw(callerOf(actor, request), body, claim);
    return this.draws.view(actor, id);
  }

  @Handle('recordInspection')
  async record(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { params, body }: RouteInput<'recordInspection'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<RouteResponse<'recordInspection'>> {
    await this.inspections.record(callerOf(actor, request), params.id, body, claim);
    return this.queries.view(actor, params.id);
  }

  @Handle('listSupplierInspections')
  listOwn(@CurrentActor() actor: Actor): Promise<RouteResponse<'listSupplierInspections'>> {
    return this.queries.ofSupplier(actor, supplierIdOf(actor));
  }

  @Handle('reportRectification')
  async report(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { params, body }: RouteInput<'reportRectification'>,
  ): Promise<RouteResponse<'reportRectification'>> {
    await this.inspections.report(actor, params.id, body, request.ip);
    return this.queries.ofSupplier(actor, supplierIdOf(actor));
  }
}
