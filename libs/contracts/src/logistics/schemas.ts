import * as z from 'zod';
import { Id, Instant, MOST_ORDER_LINES, Quantity, repeated } from '../common';
import { BatchOnOrder } from '../traceability/schemas';
import { CARRIER_CODES, PARCEL_STATUS_CODES } from './labels';

export const ParcelEventView = z.object({
  code: z.enum(PARCEL_STATUS_CODES),
  at: Instant,
  place: z.string(),
  note: z.string(),
});
export const ParcelView = z.object({
  id: Id,
  carrier: z.enum(CARRIER_CODES),
  waybill: z.string(),
  status: z.enum(PARCEL_STATUS_CODES),
  shippedAt: Instant,
  lines: z.array(
    z.object({
      orderLineId: Id,
      productName: z.string(),
      skuName: z.string(),
      quantity: z.int(),
      /** Where it came from, when the supplier named the batch. */
      batch: BatchOnOrder.nullable(),
    }),
  ),
  events: z.array(ParcelEventView),
});
export const ShipOrderBody = z.strictObject({
  parcels: z
    .array(
      z.strictObject({
        carrier: z.enum(CARRIER_CODES, '请选择承运商'),
        waybill: z
          .string()
          .trim()
          .regex(/^[A-Za-z0-9]{6,32}$/, '运单号为 6–32 位字母或数字'),
        lines: z
          .array(z.strictObject({ orderLineId: Id, quantity: Quantity, batchId: Id.nullable().optional() }))
          .min(1, '请至少放入一件商品')
          .max(MOST_ORDER_LINES),
      }),
    )
    .min(1)
    .max(20, '一次最多 20 个包裹')
    .superRefine((parcels, context) => {
      for (const index of repeated(parcels.map((parcel) => `${parcel.carrier} ${parcel.waybill}`)))
        context.addIssue({ code: 'custom', path: [index, 'waybill'], message: '同一运单号填写了两次' });
    }),
});
export type ShipOrderBody = z.infer<typeof ShipOrderBody>;

/** What the carrier posts for a parcel; each event is idempotent by `id` and may come late, twice or before the shipment. */
export const CarrierEvent = z.object({
  id: z.string().min(1).max(100),
  carrier: z.enum(CARRIER_CODES),
  waybill: z.string().min(1).max(32),
  code: z.enum(['collected', 'in_transit', 'out_for_delivery', 'delivered', 'exception']),
  occurredAt: Instant,
  place: z.string().max(100),
  note: z.string().max(300),
});
export type CarrierEvent = z.infer<typeof CarrierEvent>;
