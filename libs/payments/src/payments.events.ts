import { DISPUTE_STATUS_CODES } from '@yigou/contracts/labels';
import { defineEvent } from '@yigou/platform';
import { z } from 'zod';

/** The provider told us something, which is stored and waits to be dealt with. */
export const PaymentEventReceived = defineEvent('payments.event_received', z.object({ eventId: z.uuid() }));

/** Money is to go back; the provider is not asked yet. */
export const RefundRequested = defineEvent('payments.refund_requested', z.object({ refundId: z.uuid() }));

/** A payment was closed unpaid; the provider is to close what it holds open. */
export const CancellationRequested = defineEvent('payments.cancellation_requested', z.object({ paymentId: z.uuid() }));

const Money = z.object({ paymentId: z.uuid(), holder: z.uuid(), amountFen: z.int() });

/** What was asked for came. */
export const PaymentPaid = defineEvent('payments.paid', Money, {
  unheard: 'orders are paid in the same transaction; settlement will hear it',
});

/** What was said to come by transfer was paid through the provider instead. */
export const TransferOvertaken = defineEvent('payments.transfer_overtaken', Money);

/** Something else came than what was asked for: it is held until a person ends the case. `amountFen` is what came, in the smallest unit of its currency. */
export const PaymentQuarantined = defineEvent('payments.quarantined', Money, {
  unheard: 'the orders close in the same transaction; the console shows the case',
});

/** A person ended the case of a payment in quarantine. `amountFen` is what was held. */
export const PaymentResolved = defineEvent(
  'payments.resolved',
  Money.extend({ ending: z.enum(['refund', 'accept']) }),
  {
    unheard: 'refund and orders follow in the same transaction; settlement will hear of what is kept',
  },
);

/** A buyer's bank asks for money back, or has decided about it. `amountFen` is what it asks for. */
export const PaymentDisputed = defineEvent(
  'payments.disputed',
  Money.extend({ disputeId: z.uuid(), status: z.enum(DISPUTE_STATUS_CODES), respondBy: z.iso.datetime().nullable() }),
);

const Returned = z.object({ refundId: z.uuid(), paymentId: z.uuid(), amountFen: z.int() });

/** Money went back. */
export const PaymentRefunded = defineEvent('payments.refunded', Returned);

/** A refund of a pool was spread: each of its members has its part. */
export const PoolReturned = defineEvent('payments.pool_returned', z.object({ refundId: z.uuid() }));

/** Money did not go back, or came back again after it went. */
export const RefundFailed = defineEvent('payments.refund_failed', Returned);
