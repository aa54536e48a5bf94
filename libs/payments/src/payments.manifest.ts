import { defineContext } from '@yigou/platform';
import { CancellationRequested, PaymentEventReceived, RefundRequested } from './payments.events';
import { PAYMENTS_INVARIANTS } from './payments.invariants';
import { PaymentsModule } from './payments.module';

export const PAYMENTS = defineContext({
  name: 'payments',
  module: PaymentsModule,
  tables: ['payment', 'payment_attempt', 'payment_entry', 'payment_event', 'refund'],
  events: [CancellationRequested, PaymentEventReceived, RefundRequested],
  invariants: PAYMENTS_INVARIANTS,
});
