import { Controller } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { Caller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { PolicySettings } from '@yigou/policy';
import { Handle } from '../http/handle.decorator';
import { CurrentCaller, Input, Once } from '../http/request';

/** Numbers that differ by year and region: administrations and finance departments read those that they set, with their history, and set them for their own region. */
@Controller()
export class PoliciesController {
  constructor(private readonly settings: PolicySettings) {}

  @Handle('listPolicies')
  list(
    @CurrentCaller() caller: Caller,
    @Input() { query }: RouteInput<'listPolicies'>,
  ): Promise<RouteResponse<'listPolicies'>> {
    return this.settings.list(caller, query.name);
  }

  /** Answers with the whole history of the parameter, and with what waits for a second person. */
  @Handle('setPolicy')
  async set(
    @CurrentCaller() caller: Caller,
    @Input() { body }: RouteInput<'setPolicy'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'setPolicy'>> {
    await this.settings.set(caller, body, once);
    return this.settings.list(caller, body.name);
  }

  @Handle('decidePolicyProposal')
  async decide(
    @CurrentCaller() caller: Caller,
    @Input() { params, body }: RouteInput<'decidePolicyProposal'>,
  ): Promise<RouteResponse<'decidePolicyProposal'>> {
    await this.settings.decide(caller, params.id, body);
    return this.settings.list(caller);
  }

  @Handle('listFinancePolicies')
  listOfFinance(
    @CurrentCaller() caller: Caller,
    @Input() { query }: RouteInput<'listFinancePolicies'>,
  ): Promise<RouteResponse<'listFinancePolicies'>> {
    return this.settings.list(caller, query.name);
  }

  @Handle('setFinancePolicy')
  async setOfFinance(
    @CurrentCaller() caller: Caller,
    @Input() { body }: RouteInput<'setFinancePolicy'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'setFinancePolicy'>> {
    await this.settings.set(caller, body, once);
    return this.settings.list(caller, body.name);
  }

  @Handle('decideFinanceProposal')
  async decideOfFinance(
    @CurrentCaller() caller: Caller,
    @Input() { params, body }: RouteInput<'decideFinanceProposal'>,
  ): Promise<RouteResponse<'decideFinanceProposal'>> {
    await this.settings.decide(caller, params.id, body);
    return this.settings.list(caller);
  }
}
