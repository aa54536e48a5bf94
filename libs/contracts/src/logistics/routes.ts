import { byId, Empty } from '../common';
import { OrderView } from '../orders/schemas';
import { route, type RoutesOf } from '../route';
import type { logisticsPaths } from './paths';
import { CarrierEvent, ShipOrderBody } from './schemas';

export const logisticsRoutes = {
  shipOrder: route({
    tag: 'supplier',
    summary: 'Ship parcels of an order',
    params: byId,
    body: ShipOrderBody,
    response: OrderView,
    status: 201,
    errors: [
      'order_not_shippable',
      'shipment_exceeds_order',
      'waybill_taken',
      'batch_exceeded',
      'batch_recalled',
      'goods_stopped',
    ],
  }),
  carrierWebhook: route({
    tag: 'machines',
    summary: 'Carrier events, signed',
    signed: {
      header: 'X-Carrier-Signature',
      how: '`t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">` with CARRIER_WEBHOOK_SECRET, at most five minutes old. Events may be repeated and come in any order.',
      body: CarrierEvent,
    },
    response: Empty,
    errors: ['webhook_signature_invalid'],
  }),
} as const satisfies RoutesOf<typeof logisticsPaths>;
