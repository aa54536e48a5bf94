import { Controller } from '@nestjs/common';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { TransferQueries, TransferRefunds, Transfers } from '@yigou/purchasing';
import { Handle } from '../http/handle.decorator';
import { Input, Once, Seated } from '../http/request';

/** Bank transfers: what a unit is to pay and says it paid, and what its supplier says of that. */
@Controller()
export class TransfersController {
  constructor(
    private readonly transfers: Transfers,
    private readonly givenBack: TransferRefunds,
    private readonly queries: TransferQueries,
  ) {}

  @Handle('listPayables')
  payables(
    @Seated() by: SeatedCaller,
    @Input() { query }: RouteInput<'listPayables'>,
  ): Promise<RouteResponse<'listPayables'>> {
    return this.queries.payables(by, query);
  }

  @Handle('getPayable')
  payable(
    @Seated() by: SeatedCaller,
    @Input() { params }: RouteInput<'getPayable'>,
  ): Promise<RouteResponse<'getPayable'>> {
    return this.queries.payable(by, params.id);
  }

  @Handle('submitTransfer')
  async submit(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'submitTransfer'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<RouteResponse<'submitTransfer'>> {
    await this.transfers.submit(by, params.id, body, claim);
    return this.queries.payable(by, params.id);
  }

  @Handle('withdrawTransfer')
  async withdraw(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'withdrawTransfer'>,
  ): Promise<RouteResponse<'withdrawTransfer'>> {
    return this.queries.payable(by, await this.transfers.withdraw(by, params.id, body.reason));
  }

  @Handle('listTransfers')
  list(
    @Seated() by: SeatedCaller,
    @Input() { query }: RouteInput<'listTransfers'>,
  ): Promise<RouteResponse<'listTransfers'>> {
    return this.queries.list(by, query);
  }

  @Handle('getTransfer')
  get(
    @Seated() by: SeatedCaller,
    @Input() { params }: RouteInput<'getTransfer'>,
  ): Promise<RouteResponse<'getTransfer'>> {
    return this.queries.get(by, params.id);
  }

  @Handle('confirmTransfer')
  async confirm(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'confirmTransfer'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<RouteResponse<'confirmTransfer'>> {
    await this.transfers.confirm(by, params.id, body.receivedFen, claim);
    return this.queries.get(by, params.id);
  }

  @Handle('returnTransfer')
  async return(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'returnTransfer'>,
  ): Promise<RouteResponse<'returnTransfer'>> {
    await this.transfers.return(by, params.id, body.reason);
    return this.queries.get(by, params.id);
  }

  @Handle('listTransferRefunds')
  refunds(
    @Seated() by: SeatedCaller,
    @Input() { query }: RouteInput<'listTransferRefunds'>,
  ): Promise<RouteResponse<'listTransferRefunds'>> {
    return this.queries.refunds(by, query);
  }

  @Handle('sendTransferRefund')
  async send(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'sendTransferRefund'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<Record<string, never>> {
    await this.givenBack.send(by, params.id, body, claim);
    return {};
  }
}
