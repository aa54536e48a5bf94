import { Controller } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { OpenContracting } from '@yigou/purchasing';
import { Handle } from '../http/handle.decorator';
import { Input } from '../http/request';

/** What budget units buy, for everybody: read by machines in the Open Contracting Data Standard. It is public data, so that no trail is kept. */
@Controller()
export class OcdsController {
  constructor(private readonly data: OpenContracting) {}

  @Handle('listOcdsReleases', { cacheMs: 60_000, shared: true })
  releases(@Input() { query }: RouteInput<'listOcdsReleases'>): Promise<RouteResponse<'listOcdsReleases'>> {
    return this.data.releases(query);
  }

  @Handle('listOcdsRecords', { cacheMs: 60_000, shared: true })
  records(@Input() { query }: RouteInput<'listOcdsRecords'>): Promise<RouteResponse<'listOcdsRecords'>> {
    return this.data.records(query);
  }

  @Handle('getOcdsRecord', { cacheMs: 60_000, shared: true })
  record(@Input() { params }: RouteInput<'getOcdsRecord'>): Promise<RouteResponse<'getOcdsRecord'>> {
    return this.data.record(params.ocid);
  }
}
