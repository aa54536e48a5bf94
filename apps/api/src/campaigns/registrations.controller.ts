import { Controller } from '@nestjs/common';
import { RegistrationQueries, Registrations } from '@yigou/campaigns';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { Caller, SeatedCaller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { Handle } from '../http/handle.decorator';
import { CurrentCaller, Input, Once, Seated } from '../http/request';

/** Organisations that register themselves: by a person, decided by an office of their region. */
@Controller()
export class RegistrationsController {
  constructor(
    private readonly registrations: Registrations,
    private readonly queries: RegistrationQueries,
  ) {}

  @Handle('listOwnRegistrations')
  own(@CurrentCaller() caller: Caller): Promise<RouteResponse<'listOwnRegistrations'>> {
    return this.queries.own(caller);
  }

  @Handle('registerOrganisation')
  async register(
    @CurrentCaller() caller: Caller,
    @Input() { body }: RouteInput<'registerOrganisation'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'registerOrganisation'>> {
    await this.registrations.register(caller, body, once);
    return this.queries.own(caller);
  }

  @Handle('resubmitRegistration')
  async resubmit(
    @CurrentCaller() caller: Caller,
    @Input() { params, body }: RouteInput<'resubmitRegistration'>,
  ): Promise<RouteResponse<'resubmitRegistration'>> {
    await this.registrations.resubmit(caller, params.id, body);
    return this.queries.own(caller);
  }

  @Handle('withdrawRegistration')
  async withdraw(
    @CurrentCaller() caller: Caller,
    @Input() { params }: RouteInput<'withdrawRegistration'>,
  ): Promise<RouteResponse<'withdrawRegistration'>> {
    await this.registrations.withdraw(caller, params.id);
    return this.queries.own(caller);
  }

  @Handle('listRegistrations')
  list(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listRegistrations'>,
  ): Promise<RouteResponse<'listRegistrations'>> {
    return this.queries.list(caller, query);
  }

  @Handle('getRegistration')
  get(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'getRegistration'>,
  ): Promise<RouteResponse<'getRegistration'>> {
    return this.queries.get(caller, params.id);
  }

  @Handle('decideRegistration')
  async decide(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'decideRegistration'>,
  ): Promise<RouteResponse<'decideRegistration'>> {
    await this.registrations.decide(caller, params.id, body);
    return this.queries.get(caller, params.id);
  }
}
