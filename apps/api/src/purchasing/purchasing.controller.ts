import { Controller, Req } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import {
  ApprovalRules,
  BulkLists,
  Comparisons,
  OrderRequisition,
  RequisitionQueries,
  Requisitions,
  Templates,
} from '@yigou/purchasing';
import { uploadOf } from '../catalogue/upload';
import { Handle } from '../http/handle.decorator';
import { type ApiRequest, Input, Once, Seated } from '../http/request';

/** Five hundred lines fit into a fraction of it. */
const MAX_LIST_BYTES = 5 * 1024 * 1024;

/** Purchase requisitions of the seat's unit, and who approves them. */
@Controller()
export class PurchasingController {
  constructor(
    private readonly requisitions: Requisitions,
    private readonly queries: RequisitionQueries,
    private readonly rules: ApprovalRules,
    private readonly orders: OrderRequisition,
    private readonly lists: BulkLists,
    private readonly templates: Templates,
    private readonly comparisons: Comparisons,
  ) {}

  @Handle('listRequisitions')
  list(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'listRequisitions'>,
  ): Promise<RouteResponse<'listRequisitions'>> {
    return this.queries.list(caller, query);
  }

  @Handle('createRequisition')
  async create(
    @Seated() caller: SeatedCaller,
    @Input() { body }: RouteInput<'createRequisition'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'createRequisition'>> {
    return this.queries.get(caller, await this.requisitions.create(caller, body, once));
  }

  @Handle('getRequisition')
  get(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'getRequisition'>,
  ): Promise<RouteResponse<'getRequisition'>> {
    return this.queries.get(caller, params.id);
  }

  @Handle('saveRequisition')
  async save(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'saveRequisition'>,
  ): Promise<RouteResponse<'saveRequisition'>> {
    await this.requisitions.save(caller, params.id, body);
    return this.queries.get(caller, params.id);
  }

  @Handle('submitRequisition')
  async submit(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'submitRequisition'>,
  ): Promise<RouteResponse<'submitRequisition'>> {
    await this.requisitions.submit(caller, params.id);
    return this.queries.get(caller, params.id);
  }

  @Handle('withdrawRequisition')
  async withdraw(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'withdrawRequisition'>,
  ): Promise<RouteResponse<'withdrawRequisition'>> {
    await this.requisitions.withdraw(caller, params.id);
    return this.queries.get(caller, params.id);
  }

  @Handle('approveRequisition')
  async approve(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'approveRequisition'>,
  ): Promise<RouteResponse<'approveRequisition'>> {
    await this.requisitions.approve(caller, params.id, body.linesHash);
    return this.queries.get(caller, params.id);
  }

  @Handle('placeRequisition')
  async place(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'placeRequisition'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<RouteResponse<'placeRequisition'>> {
    await this.orders.execute(caller, params.id, body, claim);
    return this.queries.get(caller, params.id);
  }

  @Handle('returnRequisition')
  async return(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'returnRequisition'>,
  ): Promise<RouteResponse<'returnRequisition'>> {
    await this.requisitions.return(caller, params.id, body.reason);
    return this.queries.get(caller, params.id);
  }

  @Handle('passOnRequisition')
  async passOn(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'passOnRequisition'>,
  ): Promise<RouteResponse<'passOnRequisition'>> {
    await this.requisitions.passOn(caller, params.id);
    return this.queries.get(caller, params.id);
  }

  @Handle('findGoods')
  goods(@Input() { query }: RouteInput<'findGoods'>): Promise<RouteResponse<'findGoods'>> {
    return this.queries.goods(query.q);
  }

  @Handle('checkBulkList')
  async bulk(@Req() request: ApiRequest): Promise<RouteResponse<'checkBulkList'>> {
    return this.lists.check((await uploadOf(request, MAX_LIST_BYTES)).body);
  }

  @Handle('compareGoods')
  compare(
    @Seated() caller: SeatedCaller,
    @Input() { query }: RouteInput<'compareGoods'>,
  ): Promise<RouteResponse<'compareGoods'>> {
    return this.comparisons.compare(caller, query);
  }

  @Handle('listReorderSources')
  sources(@Seated() caller: SeatedCaller): Promise<RouteResponse<'listReorderSources'>> {
    return this.templates.sources(caller);
  }

  @Handle('checkReorder')
  recheck(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'checkReorder'>,
  ): Promise<RouteResponse<'checkReorder'>> {
    return this.lists.recheck(caller, params);
  }

  @Handle('listTemplates')
  listTemplates(@Seated() caller: SeatedCaller): Promise<RouteResponse<'listTemplates'>> {
    return this.templates.list(caller);
  }

  @Handle('createTemplate')
  async createTemplate(
    @Seated() caller: SeatedCaller,
    @Input() { body }: RouteInput<'createTemplate'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'createTemplate'>> {
    await this.templates.create(caller, body, once);
    return this.templates.list(caller);
  }

  @Handle('renameTemplate')
  async renameTemplate(
    @Seated() caller: SeatedCaller,
    @Input() { params, body }: RouteInput<'renameTemplate'>,
  ): Promise<RouteResponse<'renameTemplate'>> {
    await this.templates.rename(caller, params.id, body.name);
    return this.templates.list(caller);
  }

  @Handle('deleteTemplate')
  async deleteTemplate(
    @Seated() caller: SeatedCaller,
    @Input() { params }: RouteInput<'deleteTemplate'>,
  ): Promise<RouteResponse<'deleteTemplate'>> {
    await this.templates.remove(caller, params.id);
    return this.templates.list(caller);
  }

  @Handle('getApprovers')
  approvers(@Seated() caller: SeatedCaller): Promise<RouteResponse<'getApprovers'>> {
    return this.rules.get(caller);
  }

  @Handle('setApprovers')
  async setApprovers(
    @Seated() caller: SeatedCaller,
    @Input() { body }: RouteInput<'setApprovers'>,
  ): Promise<RouteResponse<'setApprovers'>> {
    await this.rules.set(caller, body);
    return this.rules.get(caller);
  }

  @Handle('delegateApproval')
  async delegate(
    @Seated() caller: SeatedCaller,
    @Input() { body }: RouteInput<'delegateApproval'>,
  ): Promise<RouteResponse<'delegateApproval'>> {
    await this.rules.delegate(caller, body);
    return this.rules.get(caller);
  }
}
