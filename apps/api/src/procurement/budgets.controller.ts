import { Controller } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { BudgetQueries, ManageBudgets, ShareProgressQueries } from '@yigou/procurement';
import { Handle } from '../http/handle.decorator';
import { Input, Once, Seated } from '../http/request';

@Controller()
export class BudgetsController {
  constructor(
    private readonly queries: BudgetQueries,
    private readonly manage: ManageBudgets,
    private readonly shares: ShareProgressQueries,
  ) {}

  @Handle('getShareProgress')
  progress(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'getShareProgress'>,
  ): Promise<RouteResponse<'getShareProgress'>> {
    return this.shares.own(caller, params.year);
  }

  @Handle('getBuyingDesk')
  desk(@Seated() caller: SeatedCaller): Promise<RouteResponse<'getBuyingDesk'>> {
    return this.queries.desk(caller);
  }

  @Handle('listBudgets')
  list(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listBudgets'>,
  ): Promise<RouteResponse<'listBudgets'>> {
    return this.queries.list(caller, query);
  }

  @Handle('openBudget')
  async open(
    @Seated() caller: SeatedCaller,
    @Input() { body }: RouteInput<'openBudget'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'openBudget'>> {
    return { budgetId: await this.manage.open(caller, body, once) };
  }

  @Handle('getBudget')
  one(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'getBudget'>,
  ): Promise<RouteResponse<'getBudget'>> {
    return this.queries.one(caller, params.id);
  }

  @Handle('setBudgetCeiling')
  async setCeiling(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'setBudgetCeiling'>,
  ): Promise<RouteResponse<'setBudgetCeiling'>> {
    await this.manage.setCeiling(caller, params.id, body);
    return {};
  }
}
