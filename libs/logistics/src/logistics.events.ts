import { CARRIERS, type Carrier } from '@yigou/contracts';
import { defineEvent } from '@yigou/platform';
import { z } from 'zod';

const parcel = z.object({
  orderId: z.uuid(),
  carrier: z.enum(Object.keys(CARRIERS) as [Carrier]),
  waybill: z.string(),
});

/** The carrier says that a parcel of an order was delivered. */
export const ParcelDelivered = defineEvent('logistics.delivered', parcel);
/** The carrier says that a parcel of an order does not get on: lost, refused, or nobody was there. */
export const ParcelInTrouble = defineEvent('logistics.in_trouble', parcel);
/** A supplier handed parcels of an order to carriers. */
export const ParcelsShipped = defineEvent(
  'logistics.shipped',
  z.object({
    orderId: z.uuid(),
    parcels: z.array(parcel.omit({ orderId: true })),
  }),
);
