import { PaymentAttempt } from './payment-attempt.entity';
import { PaymentCase } from './payment-case.entity';
import { PaymentEntry } from './payment-entry.entity';
import { PaymentEvent } from './payment-event.entity';
import { PaymentPool, PaymentPoolReturn, PaymentPoolShare, PaymentPoolSpread } from './payment-pool.entity';
import { PaymentComparison } from './outside/payment-comparison.entity';
import { PaymentDispute } from './outside/payment-dispute.entity';
import { PaymentOutsideRefund } from './outside/payment-outside-refund.entity';
import { Payment } from './payment.entity';
import { Refund } from './refund.entity';

/** The tables of this context. For the data source; other contexts hold ids and never import an entity. */
export const PAYMENTS_ENTITIES = [
  Payment,
  PaymentAttempt,
  PaymentCase,
  PaymentComparison,
  PaymentDispute,
  PaymentEntry,
  PaymentEvent,
  PaymentOutsideRefund,
  PaymentPool,
  PaymentPoolReturn,
  PaymentPoolShare,
  PaymentPoolSpread,
  Refund,
];
