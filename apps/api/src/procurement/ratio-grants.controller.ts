import { Controller } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { RatioGrants } from '@yigou/procurement';
import { Handle } from '../http/handle.decorator';
import { Input, Once, Seated } from '../http/request';

/** Ratios below the minimum that finance departments grant to units. */
@Controller()
export class RatioGrantsController {
  constructor(private readonly grants: RatioGrants) {}

  @Handle('listRatioGrants')
  list(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listRatioGrants'>,
  ): Promise<RouteResponse<'listRatioGrants'>> {
    return this.grants.list(caller, query);
  }

  @Handle('grantRatio')
  async grant(
    @Seated() caller: SeatedCaller,
    @Input() { body }: RouteInput<'grantRatio'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'grantRatio'>> {
    await this.grants.grant(caller, body, once);
    return {};
  }

  @Handle('revokeRatioGrant')
  async revoke(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'revokeRatioGrant'>,
  ): Promise<RouteResponse<'revokeRatioGrant'>> {
    await this.grants.revoke(caller, params.id, body.reason);
    return {};
  }
}
