import { Controller } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import { FilingQueries, ShareLists, ShareReminders, ShareReviews } from '@yigou/procurement';
import { Handle } from '../http/handle.decorator';
import { Input, Seated } from '../http/request';

/** What units above and finance departments do with what was filed. */
@Controller()
export class ShareReviewsController {
  constructor(
    private readonly lists: ShareLists,
    private readonly filings: FilingQueries,
    private readonly reviews: ShareReviews,
    private readonly reminders: ShareReminders,
  ) {}

  @Handle('listSharesBelow')
  below(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listSharesBelow'>,
  ): Promise<RouteResponse<'listSharesBelow'>> {
    return this.lists.below(caller, query);
  }

  @Handle('approveFilings')
  async approve(
    @Seated() caller: SeatedCaller,
    @Input() { body }: RouteInput<'approveFilings'>,
  ): Promise<RouteResponse<'approveFilings'>> {
    return { filings: await this.reviews.approve(caller, body.filingIds) };
  }

  @Handle('returnFilings')
  async return(
    @Seated() caller: SeatedCaller,
    @Input() { body }: RouteInput<'returnFilings'>,
  ): Promise<RouteResponse<'returnFilings'>> {
    return { filings: await this.reviews.returnAsSupervisor(caller, body.filingIds, body) };
  }

  @Handle('remindUnits')
  async remind(
    @Seated() caller: SeatedCaller,
    @Input() { body }: RouteInput<'remindUnits'>,
  ): Promise<RouteResponse<'remindUnits'>> {
    return { units: await this.reminders.remindBelow(caller, body) };
  }

  @Handle('listRegionShares')
  region(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listRegionShares'>,
  ): Promise<RouteResponse<'listRegionShares'>> {
    return this.lists.region(caller, query);
  }

  @Handle('getRegionFiling')
  get(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'getRegionFiling'>,
  ): Promise<RouteResponse<'getRegionFiling'>> {
    return this.filings.ofRegion(caller, params.id);
  }

  @Handle('confirmFilings')
  async confirm(
    @Seated() caller: SeatedCaller,
    @Input() { body }: RouteInput<'confirmFilings'>,
  ): Promise<RouteResponse<'confirmFilings'>> {
    return { filings: await this.reviews.confirm(caller, body.filingIds) };
  }

  @Handle('returnRegionFilings')
  async returnOfRegion(
    @Seated() caller: SeatedCaller,
    @Input() { body }: RouteInput<'returnRegionFilings'>,
  ): Promise<RouteResponse<'returnRegionFilings'>> {
    return { filings: await this.reviews.returnAsFinance(caller, body.filingIds, body) };
  }

  @Handle('remindRegionUnits')
  async remindRegion(
    @Seated() caller: SeatedCaller,
    @Input() { body }: RouteInput<'remindRegionUnits'>,
  ): Promise<RouteResponse<'remindRegionUnits'>> {
    return { units: await this.reminders.remindRegion(caller, body) };
  }
}
