import { CARRIERS, type Carrier } from '@yigou/contracts';
import { defineEvent } from '@yigou/platform';
import { z } from 'zod';

/** A supplier handed parcels of an order to carriers. */
export const ParcelsShipped = defineEvent(
  'logistics.shipped',
  z.object({
    orderId: z.uuid(),
    parcels: z.array(z.object({ carrier: z.enum(Object.keys(CARRIERS) as [Carrier]), waybill: z.string() })),
  }),
);
