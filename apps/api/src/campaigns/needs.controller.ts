import { Controller } from '@nestjs/common';
import { NeedQueries, Needs } from '@yigou/campaigns';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { Handle } from '../http/handle.decorator';
import { Input, Once, Seated } from '../http/request';

/** What recipients need: the public's board, the recipient's own, and the office that looks first. */
@Controller()
export class NeedsController {
  constructor(
    private readonly needs: Needs,
    private readonly queries: NeedQueries,
  ) {}

  @Handle('listNeeds')
  board(@Input() { query }: RouteInput<'listNeeds'>): Promise<RouteResponse<'listNeeds'>> {
    return this.queries.board(query);
  }

  @Handle('getNeed')
  get(@Input() { params }: RouteInput<'getNeed'>): Promise<RouteResponse<'getNeed'>> {
    return this.queries.get(params.id);
  }

  @Handle('listOwnNeeds')
  own(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listOwnNeeds'>,
  ): Promise<RouteResponse<'listOwnNeeds'>> {
    return this.queries.own(caller, query);
  }

  @Handle('createNeed')
  async create(
    @Seated() caller: SeatedCaller,
    @Input() { body }: RouteInput<'createNeed'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'createNeed'>> {
    return this.queries.getOwn(caller, await this.needs.create(caller, body, once));
  }

  @Handle('getOwnNeed')
  getOwn(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'getOwnNeed'>,
  ): Promise<RouteResponse<'getOwnNeed'>> {
    return this.queries.getOwn(caller, params.id);
  }

  @Handle('saveNeed')
  async save(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'saveNeed'>,
  ): Promise<RouteResponse<'saveNeed'>> {
    await this.needs.save(caller, params.id, body);
    return this.queries.getOwn(caller, params.id);
  }

  @Handle('closeNeed')
  async close(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'closeNeed'>,
  ): Promise<RouteResponse<'closeNeed'>> {
    await this.needs.close(caller, params.id, body.reason);
    return this.queries.getOwn(caller, params.id);
  }

  @Handle('withdrawNeed')
  async withdraw(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'withdrawNeed'>,
  ): Promise<RouteResponse<'withdrawNeed'>> {
    await this.needs.withdraw(caller, params.id);
    return {};
  }

  @Handle('listNeedReviews')
  reviews(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listNeedReviews'>,
  ): Promise<RouteResponse<'listNeedReviews'>> {
    return this.queries.ofRegion(caller, query);
  }

  @Handle('getNeedReview')
  review(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'getNeedReview'>,
  ): Promise<RouteResponse<'getNeedReview'>> {
    return this.queries.review(caller, params.id);
  }

  @Handle('decideNeed')
  async decide(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'decideNeed'>,
  ): Promise<RouteResponse<'decideNeed'>> {
    await this.needs.decide(caller, params.id, body);
    return this.queries.review(caller, params.id);
  }
}
