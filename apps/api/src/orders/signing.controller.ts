import { Controller, Res } from '@nestjs/common';
import type { OrderView, RouteInput } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import { ContractPdf, OrderQueries, SignOrders } from '@yigou/orders';
import type { IdempotencyClaim } from '@yigou/platform';
import type { FastifyReply } from 'fastify';
import { Handle } from '../http/handle.decorator';
import { Input, Once, Seated } from '../http/request';
import { sendPdf } from './send-pdf';

/** What a supplier does with an order of a unit before it is paid. */
@Controller()
export class SigningController {
  constructor(
    private readonly orders: OrderQueries,
    private readonly signing: SignOrders,
    private readonly contracts: ContractPdf,
  ) {}

  @Handle('changeFreight')
  async freight(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'changeFreight'>,
  ): Promise<OrderView> {
    await this.signing.changeFreight(by, params.id, body.freightFen);
    return this.view(by, params.id);
  }

  @Handle('signOrder')
  async sign(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'signOrder'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<OrderView> {
    await this.signing.sign(by, params.id, body.totalFen, claim);
    return this.view(by, params.id);
  }

  @Handle('declineOrder')
  async decline(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'declineOrder'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<OrderView> {
    await this.signing.decline(by, params.id, body.reason, claim);
    return this.view(by, params.id);
  }

  @Handle('supplierOrderContract')
  async contract(
    @Seated() { seat }: SeatedCaller,
    @Input() { params }: RouteInput<'supplierOrderContract'>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendPdf(reply, '采购合同', await this.contracts.of({ supplierId: seat.organisationId }, params.id));
  }

  private view({ seat }: SeatedCaller, orderId: string): Promise<OrderView> {
    return this.orders.view({ supplierId: seat.organisationId }, orderId);
  }
}
