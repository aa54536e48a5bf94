import { PaymentAttempt } from './payment-attempt.entity';
import { PaymentCase } from './payment-case.entity';
import { PaymentEntry } from './payment-entry.entity';
import { PaymentEvent } from './payment-event.entity';
import { PaymentPool, PaymentPoolReturn, PaymentPoolShare, PaymentPoolSpread } from './payment-pool.entity';
import { Payment } from './payment.entity';
import { Refund } from './refund.entity';

/** The tables of this context. For the data source; other contexts hold ids and never import an entity. */
export const PAYMENTS_ENTITIES = [
  Payment,
  PaymentAttempt,
  PaymentCase,
  PaymentEntry,
  PaymentEvent,
  PaymentPool,
  PaymentPoolReturn,
  PaymentPoolShare,
  PaymentPoolSpread,
  Refund,
];
