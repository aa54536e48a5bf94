import { Controller } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { Caller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { RegionChangeLists, RegionChanges } from '@yigou/regions';
import { Handle } from '../http/handle.decorator';
import { CurrentCaller, Input, Once } from '../http/request';

/** Changes of divisions, as the national office enters them. */
@Controller()
export class RegionChangesController {
  constructor(
    private readonly changes: RegionChanges,
    private readonly lists: RegionChangeLists,
  ) {}

  @Handle('listRegionChanges')
  list(@Input() { query }: RouteInput<'listRegionChanges'>): Promise<RouteResponse<'listRegionChanges'>> {
    return this.lists.list(query);
  }

  @Handle('previewRegionChange')
  preview(
    @CurrentCaller() caller: Caller,
    @Input() { body }: RouteInput<'previewRegionChange'>,
  ): Promise<RouteResponse<'previewRegionChange'>> {
    return this.changes.preview(caller, body);
  }

  @Handle('enterRegionChange')
  async enter(
    @CurrentCaller() caller: Caller,
    @Input() { body }: RouteInput<'enterRegionChange'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'enterRegionChange'>> {
    return { id: await this.changes.enter(caller, body, once) };
  }

  @Handle('withdrawRegionChange')
  async withdraw(
    @CurrentCaller() caller: Caller,
    @Input() { params }: RouteInput<'withdrawRegionChange'>,
  ): Promise<RouteResponse<'withdrawRegionChange'>> {
    await this.changes.withdraw(caller, params.id);
    return {};
  }
}
