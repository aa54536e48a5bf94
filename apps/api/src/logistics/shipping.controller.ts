import { Controller, Headers, Req } from '@nestjs/common';
import type { OrderView, RouteInput, RouteResponse } from '@yigou/contracts';
import { type Actor, requireMembership } from '@yigou/identity';
import { ShipOrder, TrackParcels } from '@yigou/logistics';
import { EndRest, OrderQueries } from '@yigou/orders';
import type { IdempotencyClaim } from '@yigou/platform';
import type { FastifyRequest } from 'fastify';
import { Handle } from '../http/handle.decorator';
import { CurrentActor, Input, Once, rawBody } from '../http/request';

@Controller()
export class ShippingController {
  constructor(
    private readonly orders: OrderQueries,
    private readonly ship: ShipOrder,
    private readonly rest: EndRest,
    private readonly parcels: TrackParcels,
  ) {}

  @Handle('listSupplierOrders')
  list(
    @CurrentActor() actor: Actor,
    @Input() { query }: RouteInput<'listSupplierOrders'>,
  ): Promise<RouteResponse<'listSupplierOrders'>> {
    return this.orders.list({ supplierId: requireMembership(actor, 'supplier').organisationId }, query);
  }

  @Handle('getSupplierOrder')
  get(@CurrentActor() actor: Actor, @Input() { params }: RouteInput<'getSupplierOrder'>): Promise<OrderView> {
    return this.orders.view({ supplierId: requireMembership(actor, 'supplier').organisationId }, params.id);
  }

  @Handle('shipOrder')
  async create(
    @CurrentActor() actor: Actor,
    @Input() { params, body }: RouteInput<'shipOrder'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<OrderView> {
    const supplierId = requireMembership(actor, 'supplier').organisationId;
    await this.ship.execute(actor, supplierId, params.id, body, claim);
    return this.orders.view({ supplierId }, params.id);
  }

  @Handle('endSupplierOrderRest')
  async endRest(
    @CurrentActor() actor: Actor,
    @Input() { params, body }: RouteInput<'endSupplierOrderRest'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<OrderView> {
    const supplier = { supplierId: requireMembership(actor, 'supplier').organisationId };
    await this.rest.execute(actor, supplier, params.id, body, claim);
    return this.orders.view(supplier, params.id);
  }

  @Handle('carrierWebhook')
  async receive(
    @Req() request: FastifyRequest,
    @Headers('x-carrier-signature') signature?: string,
  ): Promise<Record<string, never>> {
    await this.parcels.receive(rawBody(request), signature);
    return {};
  }
}
