import { Controller, Res } from '@nestjs/common';
import type { OrderView, RouteInput, RouteResponse } from '@yigou/contracts';
import type { Actor } from '@yigou/identity';
import { CloseOrders, CompleteOrders, EndRest, OrderQueries } from '@yigou/orders';
import type { IdempotencyClaim } from '@yigou/platform';
import type { FastifyReply } from 'fastify';
import { Handle } from '../http/handle.decorator';
import { CurrentActor, Input, Once } from '../http/request';
import { OrderStreams } from './order-streams';

@Controller()
export class OrdersController {
  constructor(
    private readonly orders: OrderQueries,
    private readonly close: CloseOrders,
    private readonly complete: CompleteOrders,
    private readonly rest: EndRest,
    private readonly streams: OrderStreams,
  ) {}

  @Handle('listOrders')
  list(
    @CurrentActor() actor: Actor,
    @Input() { query }: RouteInput<'listOrders'>,
  ): Promise<RouteResponse<'listOrders'>> {
    return this.orders.list({ userId: actor.userId }, query);
  }

  @Handle('getOrder')
  get(@CurrentActor() actor: Actor, @Input() { params }: RouteInput<'getOrder'>): Promise<OrderView> {
    return this.orders.view({ userId: actor.userId }, params.id);
  }

  @Handle('orderStream')
  async stream(
    @CurrentActor() actor: Actor,
    @Input() { params }: RouteInput<'orderStream'>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.orders.view({ userId: actor.userId }, params.id);
    reply.hijack();
    this.streams.open(params.id, reply.raw);
  }

  @Handle('cancelOrder')
  async cancel(
    @CurrentActor() actor: Actor,
    @Input() { params, body }: RouteInput<'cancelOrder'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<OrderView> {
    await this.close.cancel(actor, params.id, body.reason, claim);
    return this.orders.view({ userId: actor.userId }, params.id);
  }

  @Handle('confirmReceipt')
  async confirm(
    @CurrentActor() actor: Actor,
    @Input() { params }: RouteInput<'confirmReceipt'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<OrderView> {
    await this.complete.confirm(actor, params.id, claim);
    return this.orders.view({ userId: actor.userId }, params.id);
  }

  @Handle('endOrderRest')
  async endRest(
    @CurrentActor() actor: Actor,
    @Input() { params, body }: RouteInput<'endOrderRest'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<OrderView> {
    const buyer = { userId: actor.userId };
    await this.rest.execute(actor, buyer, params.id, body, claim);
    return this.orders.view(buyer, params.id);
  }
}
