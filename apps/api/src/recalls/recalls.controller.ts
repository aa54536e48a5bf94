import { Controller } from '@nestjs/common';
import type { RecallView, RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { OpenRecall, RecallQueries, RunRecall } from '@yigou/recalls';
import { Handle } from '../http/handle.decorator';
import { Input, Once, Seated } from '../http/request';

/** Recalls, 召回: of a supplier, of the offices, and for everybody. */
@Controller()
export class RecallsController {
  constructor(
    private readonly opening: OpenRecall,
    private readonly running: RunRecall,
    private readonly recalls: RecallQueries,
  ) {}

  @Handle('listPublicRecalls')
  listPublic(@Input() { query }: RouteInput<'listPublicRecalls'>): Promise<RouteResponse<'listPublicRecalls'>> {
    return this.recalls.listPublic(query);
  }

  @Handle('viewPublicRecall')
  viewPublic(@Input() { params }: RouteInput<'viewPublicRecall'>): Promise<RouteResponse<'viewPublicRecall'>> {
    return this.recalls.viewPublic(params.number);
  }

  @Handle('listSupplierRecalls')
  listOwn(
    @Seated() by: SeatedCaller,
    @Input() { query }: RouteInput<'listSupplierRecalls'>,
  ): Promise<RouteResponse<'listSupplierRecalls'>> {
    return this.recalls.list(by, 'supplier', query);
  }

  @Handle('openSupplierRecall')
  async openOwn(
    @Seated() by: SeatedCaller,
    @Input() { body }: RouteInput<'openSupplierRecall'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<RecallView> {
    return this.recalls.view(by, 'supplier', await this.opening.execute(by, 'supplier', body, claim));
  }

  @Handle('viewSupplierRecall')
  viewOwn(@Seated() by: SeatedCaller, @Input() { params }: RouteInput<'viewSupplierRecall'>): Promise<RecallView> {
    return this.recalls.view(by, 'supplier', params.id);
  }

  @Handle('setAsideRecall')
  async setAside(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'setAsideRecall'>,
  ): Promise<RecallView> {
    await this.running.setAside(by, params.id, body);
    return this.recalls.view(by, 'supplier', params.id);
  }

  @Handle('reportRecall')
  async report(@Seated() by: SeatedCaller, @Input() { params, body }: RouteInput<'reportRecall'>): Promise<RecallView> {
    await this.running.report(by, params.id, body);
    return this.recalls.view(by, 'supplier', params.id);
  }

  @Handle('listRecalls')
  list(
    @Seated() by: SeatedCaller,
    @Input() { query }: RouteInput<'listRecalls'>,
  ): Promise<RouteResponse<'listRecalls'>> {
    return this.recalls.list(by, 'office', query);
  }

  @Handle('openRecall')
  async open(
    @Seated() by: SeatedCaller,
    @Input() { body }: RouteInput<'openRecall'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<RecallView> {
    return this.recalls.view(by, 'office', await this.opening.execute(by, 'office', body, claim));
  }

  @Handle('viewRecall')
  view(@Seated() by: SeatedCaller, @Input() { params }: RouteInput<'viewRecall'>): Promise<RecallView> {
    return this.recalls.view(by, 'office', params.id);
  }

  @Handle('closeRecall')
  async close(@Seated() by: SeatedCaller, @Input() { params, body }: RouteInput<'closeRecall'>): Promise<RecallView> {
    await this.running.decide(by, params.id, 'close', body.reason);
    return this.recalls.view(by, 'office', params.id);
  }

  @Handle('returnRecall')
  async sendBack(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'returnRecall'>,
  ): Promise<RecallView> {
    await this.running.decide(by, params.id, 'send_back', body.reason);
    return this.recalls.view(by, 'office', params.id);
  }
}
