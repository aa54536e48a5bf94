import { Controller, Req } from '@nestjs/common';
import { FileObjection, PublicityQueries } from '@yigou/certification';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { IdempotencyClaim } from '@yigou/platform';
import { Handle } from '../http/handle.decorator';
import { type ApiRequest, Input, Once } from '../http/request';

/** The public reads what is being published, objects, and follows what became of it. No account is needed. */
@Controller()
export class PublicityController {
  constructor(
    private readonly publicity: PublicityQueries,
    private readonly objections: FileObjection,
  ) {}

  @Handle('listPublicity', { cacheMs: 1_000 })
  list(@Input() { query }: RouteInput<'listPublicity'>): Promise<RouteResponse<'listPublicity'>> {
    return this.publicity.page(query);
  }

  @Handle('getPublicity', { cacheMs: 1_000 })
  get(@Input() { params }: RouteInput<'getPublicity'>): Promise<RouteResponse<'getPublicity'>> {
    return this.publicity.view(params.id);
  }

  @Handle('objectToPublicity')
  object(
    @Req() request: ApiRequest,
    @Input() { params, body }: RouteInput<'objectToPublicity'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'objectToPublicity'>> {
    return this.objections.execute(params.id, body, request.ip, once);
  }
}
