import { Controller } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { Actor } from '@yigou/identity';
import { NoticeQueries, NoticeSettingsOf } from '@yigou/notifications';
import { Handle } from '../http/handle.decorator';
import { CurrentActor, Input } from '../http/request';

@Controller()
export class NoticesController {
  constructor(
    private readonly notices: NoticeQueries,
    private readonly settingsOf: NoticeSettingsOf,
  ) {}

  @Handle('getNoticeSettings')
  settings(@CurrentActor() actor: Actor): Promise<RouteResponse<'getNoticeSettings'>> {
    return this.settingsOf.get(actor.userId);
  }

  @Handle('setNoticeSettings')
  set(
    @CurrentActor() actor: Actor,
    @Input() { body }: RouteInput<'setNoticeSettings'>,
  ): Promise<RouteResponse<'setNoticeSettings'>> {
    return this.settingsOf.set(actor.userId, body);
  }

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
