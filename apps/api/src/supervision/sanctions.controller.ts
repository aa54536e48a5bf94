import { Controller } from '@nestjs/common';
import type { AppealView, RouteInput, RouteResponse, SanctionView } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { AppealQueries, Appeals, SanctionQueries, Sanctions } from '@yigou/supervision';
import { Handle } from '../http/handle.decorator';
import { Input, Once, Seated } from '../http/request';

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
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listSanctions'>,
  ): Promise<RouteResponse<'listSanctions'>> {
    return this.queries.list(caller, query);
  }

  @Handle('imposeSanction')
  async impose(
    @Seated() caller: SeatedCaller,
    @Input() { body }: RouteInput<'imposeSanction'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<SanctionView> {
    const id = await this.sanctions.impose(caller, body, claim);
    return this.queries.view(caller, id);
  }

  @Handle('liftSanction')
  async lift(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'liftSanction'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<SanctionView> {
    await this.sanctions.lift(caller, params.id, body.reason, claim);
    return this.queries.view(caller, params.id);
  }

  @Handle('listAppeals')
  listAppeals(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listAppeals'>,
  ): Promise<RouteResponse<'listAppeals'>> {
    return this.appealQueries.list(caller, query);
  }

  @Handle('decideAppeal')
  async decide(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'decideAppeal'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<AppealView> {
    await this.appeals.decide(caller, params.id, body, claim);
    return this.appealQueries.view(caller, params.id);
  }

  @Handle('listSupplierSanctions')
  async listOwn(@Seated() caller: SeatedCaller): Promise<RouteResponse<'listSupplierSanctions'>> {
    return {
      items: await this.queries.ofSupplier(caller),
      appeals: await this.appealQueries.ofSupplier(caller),
    };
  }

  @Handle('fileAppeal')
  async fileAppeal(
    @Seated() caller: SeatedCaller,
    @Input() { body }: RouteInput<'fileAppeal'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<AppealView> {
    const id = await this.appeals.file(caller, body, claim);
    return this.appealQueries.viewOwn(caller, id);
  }
}
