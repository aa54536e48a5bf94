import { Controller } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import { FilingQueries, ShareFilings } from '@yigou/procurement';
import { Handle } from '../http/handle.decorator';
import { Input, Seated } from '../http/request';

@Controller()
export class FilingsController {
  constructor(
    private readonly filings: ShareFilings,
    private readonly queries: FilingQueries,
  ) {}

  @Handle('getShareYear')
  year(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'getShareYear'>,
  ): Promise<RouteResponse<'getShareYear'>> {
    return this.queries.year(caller, params.year);
  }

  @Handle('beginFiling')
  async begin(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'beginFiling'>,
  ): Promise<RouteResponse<'beginFiling'>> {
    await this.filings.begin(caller, params.year);
    return this.queries.year(caller, params.year);
  }

  @Handle('getFiling')
  get(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'getFiling'>,
  ): Promise<RouteResponse<'getFiling'>> {
    return this.queries.ofAgency(caller, params.id);
  }

  @Handle('saveFiling')
  async save(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'saveFiling'>,
  ): Promise<RouteResponse<'saveFiling'>> {
    const { lockVersion, ...content } = body;
    await this.filings.save(caller, params.id, content, lockVersion);
    return this.queries.ofAgency(caller, params.id);
  }

  @Handle('fileFiling')
  async file(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'fileFiling'>,
  ): Promise<RouteResponse<'fileFiling'>> {
    await this.filings.file(caller, params.id);
    return this.queries.ofAgency(caller, params.id);
  }

  @Handle('withdrawFiling')
  async withdraw(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'withdrawFiling'>,
  ): Promise<RouteResponse<'withdrawFiling'>> {
    await this.filings.withdraw(caller, params.id);
    return this.queries.ofAgency(caller, params.id);
  }

  @Handle('discardFiling')
  async discard(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'discardFiling'>,
  ): Promise<RouteResponse<'discardFiling'>> {
    await this.filings.discard(caller, params.id);
    return this.queries.ofAgency(caller, params.id);
  }
}
