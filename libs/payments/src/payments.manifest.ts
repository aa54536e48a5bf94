import { PAYMENTS_POLICY_CODES } from '@yigou/contracts/labels';
import { defineContext } from '@yigou/platform';
import { DISPUTE, PAYMENT, PAYMENT_ATTEMPT, REFUND } from './payment-status';
import {
  CancellationRequested,
  PaymentDisputed,
  PaymentEventReceived,
  PaymentPaid,
  PaymentQuarantined,
  PaymentRefunded,
  PaymentResolved,
  PoolReturned,
  RefundFailed,
  RefundRequested,
  TransferOvertaken,
} from './payments.events';
import { PAYMENTS_INVARIANTS } from './payments.invariants';
import { PaymentsModule } from './payments.module';
import { PAYMENTS_ENTITIES } from './entities';
import { PAYMENTS_WAITING } from './payments.waiting';

export const PAYMENTS = defineContext({
  name: 'payments',
  module: PaymentsModule,
  entities: PAYMENTS_ENTITIES,
  tables: [
    'payment',
    'payment_attempt',
    'payment_case',
    'payment_comparison',
    'payment_dispute',
    'payment_entry',
    'payment_event',
    'payment_outside_refund',
    'payment_pool',
    'payment_pool_return',
    'payment_pool_share',
    'payment_pool_spread',
    'refund',
  ],
  events: [
    CancellationRequested,
    PaymentDisputed,
    PaymentEventReceived,
    PaymentPaid,
    PaymentQuarantined,
    PaymentRefunded,
    PaymentResolved,
    PoolReturned,
    RefundFailed,
    RefundRequested,
    TransferOvertaken,
  ],
  machines: [DISPUTE, PAYMENT, PAYMENT_ATTEMPT, REFUND],
  invariants: PAYMENTS_INVARIANTS,
  policies: PAYMENTS_POLICY_CODES,
  waiting: PAYMENTS_WAITING,
});
