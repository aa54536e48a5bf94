import { Controller, Req } from '@nestjs/common';
import type { AppealView, RouteInput, RouteResponse, SanctionView } from '@yigou/contracts';
import type { Actor } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { AppealQueries, Appeals, SanctionQueries, Sanctions } from '@yigou/supervision';
import { supplierIdOf } from '../catalogue/supplier-actor';
import { Handle } from '../http/handle.decorator';
import { type ApiRequest, CurrentActor, Input, Once } from '../http/request';
import { callerOf } from './caller';

@Controller()
export class SanctionsController {
  constructor(
    private readonly sanctions: Sanctions,
    private readonly queries: SanctionQueries,
    private readonly appeals: Appeals,
    private readonly appealQueries: AppealQueries,
  ) {}

  @Handle('listSanctions')
  list(
    @CurrentActor() actor: Actor,
    @Input() { query }: RouteInput<'listSanctions'>,
  ): Promise<RouteResponse<'listSanctions'>> {
    return this.queries.list(actor, query);
  }

  @Handle('imposeSanction')
  async impose(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { body }: RouteInput<'imposeSanction'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<SanctionView> {
    const id = await this.sanctions.impose(callerOf(actor, request), body, claim);
    return this.queries.view(actor, id);
  }

  @Handle('liftSanction')
  async lift(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { params, body }: RouteInput<'liftSanction'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<SanctionView> {
    await this.sanctions.lift(callerOf(actor, request), params.id, body.reason, claim);
    return this.queries.view(actor, params.id);
  }

  @Handle('listAppeals')
  listAppeals(
    @CurrentActor() actor: Actor,
    @Input() { query }: RouteInput<'listAppeals'>,
  ): Promise<RouteResponse<'listAppeals'>> {
    return this.appealQueries.list(actor, query);
  }

  @Handle('decideAppeal')
  async decide(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { params, body }: RouteInput<'decideAppeal'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<AppealView> {
    await this.appeals.decide(callerOf(actor, request), params.id, body, claim);
    return this.appealQueries.view(actor, params.id);
  }

  @Handle('listSupplierSanctions')
  async listOwn(@CurrentActor() actor: Actor): Promise<RouteResponse<'listSupplierSanctions'>> {
    const supplierId = supplierIdOf(actor);
    return {
      items: await this.queries.ofSupplier(actor, supplierId),
      appeals: await this.appealQueries.ofSupplier(actor, supplierId),
    };
  }

  @Handle('fileAppeal')
  async fileAppeal(
    @CurrentActor() actor: Actor,
    @Req() request: ApiRequest,
    @Input() { body }: RouteInput<'fileAppeal'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<AppealView> {
    const id = await this.appeals.file(actor, body, request.ip, claim);
    return this.appealQueries.viewOwn(actor, supplierIdOf(actor), id);
  }
}
