import { Controller, Res } from '@nestjs/common';
import type { OrderView, RouteInput, RouteResponse } from '@yigou/contracts';
import type { Caller, SeatedCaller } from '@yigou/identity';
import {
  CloseOrders,
  CompleteOrders,
  ContractPdf,
  EndRest,
  ExtendPayment,
  OpenOrders,
  OrderQueries,
} from '@yigou/orders';
import type { IdempotencyClaim } from '@yigou/platform';
import type { FastifyReply } from 'fastify';
import { Handle } from '../http/handle.decorator';
import { CurrentCaller, Input, Once, Seated } from '../http/request';
import { OrderStreams } from './order-streams';
import { sendPdf } from './send-pdf';

@Controller()
export class OrdersController {
  constructor(
    private readonly orders: OrderQueries,
    private readonly open: OpenOrders,
    private readonly close: CloseOrders,
    private readonly complete: CompleteOrders,
    private readonly rest: EndRest,
    private readonly extension: ExtendPayment,
    private readonly contracts: ContractPdf,
    private readonly streams: OrderStreams,
  ) {}

  @Handle('listOrders')
  list(
    @CurrentCaller() by: Caller,
    @Input() { query }: RouteInput<'listOrders'>,
  ): Promise<RouteResponse<'listOrders'>> {
    return this.orders.list({ userId: by.actor.userId }, query);
  }

  @Handle('listOpenOrders')
  openOf(
    @Seated() by: SeatedCaller,
    @Input() { params, query }: RouteInput<'listOpenOrders'>,
  ): Promise<RouteResponse<'listOpenOrders'>> {
    return this.open.of(by.seat, params.id, query);
  }

  @Handle('listOwnOpenOrders')
  openOwn(
    @Seated() by: SeatedCaller,
    @Input() { query }: RouteInput<'listOwnOpenOrders'>,
  ): Promise<RouteResponse<'listOwnOpenOrders'>> {
    return this.open.own(by.seat.organisationId, query);
  }

  @Handle('getOrder')
  get(@CurrentCaller() by: Caller, @Input() { params }: RouteInput<'getOrder'>): Promise<OrderView> {
    return this.orders.view({ userId: by.actor.userId }, params.id);
  }

  @Handle('orderStream')
  async stream(
    @CurrentCaller() by: Caller,
    @Input() { params }: RouteInput<'orderStream'>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.orders.view({ userId: by.actor.userId }, params.id);
    reply.hijack();
    this.streams.open(params.id, reply.raw);
  }

  /** For whoever ordered and everybody of the unit. */
  @Handle('orderContract')
  async contract(
    @CurrentCaller() { actor }: Caller,
    @Input() { params }: RouteInput<'orderContract'>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const unitIds = actor.memberships
      .filter(({ kind }) => kind === 'agency')
      .map(({ organisationId }) => organisationId);
    await sendPdf(reply, '采购合同', await this.contracts.of({ userId: actor.userId, unitIds }, params.id));
  }

  @Handle('extendPayment')
  async extend(
    @CurrentCaller() by: Caller,
    @Input() { params, body }: RouteInput<'extendPayment'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<OrderView> {
    await this.extension.execute(by, params.id, body.reason, claim);
    return this.orders.view({ userId: by.actor.userId }, params.id);
  }

  @Handle('cancelOrder')
  async cancel(
    @CurrentCaller() by: Caller,
    @Input() { params, body }: RouteInput<'cancelOrder'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<OrderView> {
    await this.close.cancel(by, params.id, body.reason, claim);
    return this.orders.view({ userId: by.actor.userId }, params.id);
  }

  @Handle('confirmReceipt')
  async confirm(
    @CurrentCaller() by: Caller,
    @Input() { params }: RouteInput<'confirmReceipt'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<OrderView> {
    await this.complete.confirm(by, params.id, claim);
    return this.orders.view({ userId: by.actor.userId }, params.id);
  }

  @Handle('endOrderRest')
  async endRest(
    @CurrentCaller() by: Caller,
    @Input() { params, body }: RouteInput<'endOrderRest'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<OrderView> {
    await this.rest.execute(by, 'buyer', params.id, body, claim);
    return this.orders.view({ userId: by.actor.userId }, params.id);
  }
}
