import { Controller } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { Actor } from '@yigou/identity';
import { NoticeQueries } from '@yigou/notifications';
import { Handle } from '../http/handle.decorator';
import { CurrentActor, Input } from '../http/request';

@Controller()
export class NoticesController {
  constructor(private readonly notices: NoticeQueries) {}

  @Handle('listNotices')
  list(
    @CurrentActor() actor: Actor,
    @Input() { query }: RouteInput<'listNotices'>,
  ): Promise<RouteResponse<'listNotices'>> {
    return this.notices.list(actor.userId, query);
  }

  @Handle('readNotices')
  async read(
    @CurrentActor() actor: Actor,
    @Input() { body }: RouteInput<'readNotices'>,
  ): Promise<RouteResponse<'readNotices'>> {
    return { unread: await this.notices.read(actor.userId, body.ids) };
  }
}
