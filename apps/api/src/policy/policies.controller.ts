import { Controller } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { Caller } from '@yigou/identity';
import { PolicySettings } from '@yigou/policy';
import { Handle } from '../http/handle.decorator';
import { CurrentCaller, Input } from '../http/request';

/** Numbers that differ by year and region: administrators read them with their history and set them for their own region. */
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
  ): Promise<RouteResponse<'setPolicy'>> {
    await this.settings.set(caller, body);
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
}
