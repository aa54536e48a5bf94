import { defineEvent } from '@yigou/platform';
import { z } from 'zod';

/**
 * Suppliers or their certificates may sell no more, or again. The shelves follow within a second; an order does not wait for them, it asks `MAY_SELL` itself.
 */
export const StandingChanged = defineEvent(
  'suppliers.standing_changed',
  z.object({ certificateIds: z.array(z.uuid()).optional(), supplierIds: z.array(z.uuid()).optional() }),
);

/** An admitted supplier sells under another licence than before, 证照变动: its certificates are to be reviewed. */
export const SupplierLicenceChanged = defineEvent(
  'suppliers.licence_changed',
  z.object({
    supplierId: z.uuid(),
    reason: z.string(),
    /** The one before had ended: nothing is sold before somebody has looked. */
    lapsed: z.boolean().optional(),
  }),
);
