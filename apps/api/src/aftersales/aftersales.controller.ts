import { Controller } from '@nestjs/common';
import { CaseQueries, OpenCase, RunCase } from '@yigou/aftersales';
import type { AftersalesTerms, AftersalesView, RouteInput, RouteResponse } from '@yigou/contracts';
import type { Caller, SeatedCaller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { Handle } from '../http/handle.decorator';
import { CurrentCaller, Input, Once, Seated } from '../http/request';

/** After-sales cases, 售后: of buyers, of suppliers, and of the offices that decide between them. */
@Controller()
export class AftersalesController {
  constructor(
    private readonly opening: OpenCase,
    private readonly running: RunCase,
    private readonly cases: CaseQueries,
  ) {}

  @Handle('aftersalesTerms')
  terms(@CurrentCaller() by: Caller, @Input() { params }: RouteInput<'aftersalesTerms'>): Promise<AftersalesTerms> {
    return this.opening.terms(by, params.id);
  }

  @Handle('openAftersales')
  async open(
    @CurrentCaller() by: Caller,
    @Input() { body }: RouteInput<'openAftersales'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<AftersalesView> {
    return this.cases.view(by, 'buyer', await this.opening.open(by, body, claim));
  }

  @Handle('listAftersales')
  list(
    @CurrentCaller() by: Caller,
    @Input() { query }: RouteInput<'listAftersales'>,
  ): Promise<RouteResponse<'listAftersales'>> {
    return this.cases.list(by, 'buyer', query);
  }

  @Handle('viewAftersales')
  view(@CurrentCaller() by: Caller, @Input() { params }: RouteInput<'viewAftersales'>): Promise<AftersalesView> {
    return this.cases.view(by, 'buyer', params.id);
  }

  @Handle('withdrawAftersales')
  async withdraw(
    @CurrentCaller() by: Caller,
    @Input() { params }: RouteInput<'withdrawAftersales'>,
  ): Promise<AftersalesView> {
    await this.running.withdraw(by, params.id);
    return this.cases.view(by, 'buyer', params.id);
  }

  @Handle('sendBackAftersales')
  async sendBack(
    @CurrentCaller() by: Caller,
    @Input() { params, body }: RouteInput<'sendBackAftersales'>,
  ): Promise<AftersalesView> {
    await this.running.sendBack(by, params.id, body);
    return this.cases.view(by, 'buyer', params.id);
  }

  @Handle('escalateAftersales')
  async escalate(
    @CurrentCaller() by: Caller,
    @Input() { params, body }: RouteInput<'escalateAftersales'>,
  ): Promise<AftersalesView> {
    await this.running.escalate(by, params.id, body);
    return this.cases.view(by, 'buyer', params.id);
  }

  @Handle('listSupplierAftersales')
  listOwn(
    @Seated() by: SeatedCaller,
    @Input() { query }: RouteInput<'listSupplierAftersales'>,
  ): Promise<RouteResponse<'listSupplierAftersales'>> {
    return this.cases.list(by, 'supplier', query);
  }

  @Handle('viewSupplierAftersales')
  viewOwn(
    @Seated() by: SeatedCaller,
    @Input() { params }: RouteInput<'viewSupplierAftersales'>,
  ): Promise<AftersalesView> {
    return this.cases.view(by, 'supplier', params.id);
  }

  @Handle('agreeAftersales')
  async agree(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'agreeAftersales'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<AftersalesView> {
    await this.running.agree(by, params.id, body, claim);
    return this.cases.view(by, 'supplier', params.id);
  }

  @Handle('refuseAftersales')
  async refuse(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'refuseAftersales'>,
  ): Promise<AftersalesView> {
    await this.running.refuse(by, params.id, body);
    return this.cases.view(by, 'supplier', params.id);
  }

  @Handle('receiveAftersales')
  async receive(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'receiveAftersales'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<AftersalesView> {
    await this.running.receive(by, params.id, body, claim);
    return this.cases.view(by, 'supplier', params.id);
  }

  @Handle('listAdminAftersales')
  listOfPlace(
    @Seated() by: SeatedCaller,
    @Input() { query }: RouteInput<'listAdminAftersales'>,
  ): Promise<RouteResponse<'listAdminAftersales'>> {
    return this.cases.list(by, 'office', query);
  }

  @Handle('viewAdminAftersales')
  viewOfPlace(
    @Seated() by: SeatedCaller,
    @Input() { params }: RouteInput<'viewAdminAftersales'>,
  ): Promise<AftersalesView> {
    return this.cases.view(by, 'office', params.id);
  }

  @Handle('decideAftersales')
  async decide(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'decideAftersales'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<AftersalesView> {
    await this.running.decide(by, params.id, body, claim);
    return this.cases.view(by, 'office', params.id);
  }
}
