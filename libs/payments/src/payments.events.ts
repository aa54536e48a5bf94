import { defineEvent } from '@yigou/platform';
import { z } from 'zod';

/** The provider told us something, which is stored and waits to be dealt with. */
export const PaymentEventReceived = defineEvent('payments.event_received', z.object({ eventId: z.uuid() }));

/** Money is to go back; the provider is not asked yet. */
export const RefundRequested = defineEvent('payments.refund_requested', z.object({ refundId: z.uuid() }));

/** A payment was closed unpaid; the provider is to close what it holds open. */
export const CancellationRequested = defineEvent('payments.cancellation_requested', z.object({ paymentId: z.uuid() }));
