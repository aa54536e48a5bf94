import { Controller, Headers, Req } from '@nestjs/common';
import type { OrderView, RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import { ShipOrder, TrackParcels } from '@yigou/logistics';
import { EndRest, OrderQueries } from '@yigou/orders';
import type { IdempotencyClaim } from '@yigou/platform';
import type { FastifyRequest } from 'fastify';
import { Handle } from '../http/handle.decorator';
import { Input, Once, rawBody, Seated } from '../http/request';

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
    @Seated() by: SeatedCaller,
    @Input() { query }: RouteInput<'listSupplierOrders'>,
  ): Promise<RouteResponse<'listSupplierOrders'>> {
    return this.orders.list({ supplierId: by.seat.organisationId }, query);
  }

  @Handle('getSupplierOrder')
  get(@Seated() by: SeatedCaller, @Input() { params }: RouteInput<'getSupplierOrder'>): Promise<OrderView> {
    return this.orders.view({ supplierId: by.seat.organisationId }, params.id);
  }

  @Handle('shipOrder')
  async create(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'shipOrder'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<OrderView> {
    await this.ship.execute(by, params.id, body, claim);
    return this.orders.view({ supplierId: by.seat.organisationId }, params.id);
  }

  @Handle('endSupplierOrderRest')
  async endRest(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'endSupplierOrderRest'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<OrderView> {
    await this.rest.execute(by, 'supplier', params.id, body, claim);
    return this.orders.view({ supplierId: by.seat.organisationId }, params.id);
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
