import { Controller } from '@nestjs/common';
import { Deliveries, DeliveryQueries, Surpluses } from '@yigou/campaigns';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { Handle } from '../http/handle.decorator';
import { Input, Once, Seated } from '../http/request';

/** What recipients sign for, and what of it goes to others. */
@Controller()
export class DeliveriesController {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly surpluses: Surpluses,
    private readonly queries: DeliveryQueries,
  ) {}

  @Handle('listDeliveries')
  list(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listDeliveries'>,
  ): Promise<RouteResponse<'listDeliveries'>> {
    return this.queries.list(caller, query);
  }

  @Handle('getDelivery')
  get(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'getDelivery'>,
  ): Promise<RouteResponse<'getDelivery'>> {
    return this.queries.get(caller, params.id);
  }

  @Handle('signDelivery')
  async sign(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'signDelivery'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<RouteResponse<'signDelivery'>> {
    await this.deliveries.sign(caller, params.id, body, claim);
    return this.queries.get(caller, params.id);
  }

  @Handle('findRecipients')
  find(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'findRecipients'>,
  ): Promise<RouteResponse<'findRecipients'>> {
    return this.queries.recipients(caller, query.q);
  }

  @Handle('listSurplus')
  surplus(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listSurplus'>,
  ): Promise<RouteResponse<'listSurplus'>> {
    return this.queries.surplus(caller, query);
  }

  @Handle('reallocate')
  async reallocate(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'reallocate'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<RouteResponse<'reallocate'>> {
    await this.surpluses.offer(caller, params.id, body, claim);
    return {};
  }

  @Handle('answerSurplus')
  async answer(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'answerSurplus'>,
  ): Promise<RouteResponse<'answerSurplus'>> {
    await this.surpluses.answer(caller, params.id, body);
    return {};
  }

  @Handle('withdrawSurplus')
  async withdraw(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'withdrawSurplus'>,
  ): Promise<RouteResponse<'withdrawSurplus'>> {
    await this.surpluses.withdraw(caller, params.id);
    return {};
  }
}
