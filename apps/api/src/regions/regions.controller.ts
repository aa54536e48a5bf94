import { Controller } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { RegionDirectory } from '@yigou/regions';
import { Handle } from '../http/handle.decorator';
import { Input } from '../http/request';

@Controller()
export class RegionsController {
  constructor(private readonly regions: RegionDirectory) {}

  @Handle('listRegions', { cacheMs: 1_000 })
  async list(@Input() { query }: RouteInput<'listRegions'>): Promise<RouteResponse<'listRegions'>> {
    return { items: await this.regions.children(query.parent ?? null) };
  }

  @Handle('searchRegions', { cacheMs: 1_000 })
  async search(@Input() { query }: RouteInput<'searchRegions'>): Promise<RouteResponse<'searchRegions'>> {
    const found = await this.regions.search(query.q);
    return {
      items: found.map(({ code, name, path, level, leaf, poverty, formerly }) => ({
        code,
        name,
        path,
        level,
        leaf,
        poverty,
        ...(formerly ? { formerly } : {}),
      })),
    };
  }
}
