import { byId, Empty } from '../common';
import { OrderView } from '../orders/schemas';
import { route, type RoutesOf } from '../route';
import type { logisticsPaths } from './paths';
import { ShipOrderBody } from './schemas';

export const logisticsRoutes = {
  shipOrder: route({
    tag: 'supplier',
    summary: 'Ship parcels of an order',
    params: byId,
    body: ShipOrderBody,
    response: OrderView,
    status: 201,
    errors: ['order_not_shippable', 'shipment_exceeds_order', 'waybill_taken', 'batch_exceeded'],
  }),
  carrierWebhook: route({
    tag: 'machines',
    summary: 'Carrier events, signed',
    response: Empty,
    errors: ['webhook_signature_invalid'],
  }),
} as const satisfies RoutesOf<typeof logisticsPaths>;
