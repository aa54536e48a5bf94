import { Module } from '@nestjs/common';
import { AuditModule } from '@yigou/audit';
import { CONFIG, type Config } from '@yigou/platform';
import { ComparisonQueries } from './comparisons.queries';
import { CompareBooks } from './outside/compare-books';
import { PaymentCases } from './payment-cases';
import { PaymentEvents } from './payment-events';
import { PAYMENT_GATEWAY } from './payment-gateway';
import { PaymentHolders } from './payment-holders';
import { PaymentResults } from './payment-results';
import { Payments } from './payments.service';
import { Pools } from './pools.service';
import { Refunds } from './refunds.service';
import { SettlePayment } from './settle-payment';
import { StripeGateway } from './stripe-gateway';

@Module({
  imports: [AuditModule],
  providers: [
    Payments,
    Refunds,
    CompareBooks,
    ComparisonQueries,
    PaymentCases,
    PaymentEvents,
    PaymentHolders,
    PaymentResults,
    Pools,
    SettlePayment,
    { provide: PAYMENT_GATEWAY, useFactory: (config: Config) => new StripeGateway(config), inject: [CONFIG] },
  ],
  exports: [
    Payments,
    PaymentCases,
    CompareBooks,
    ComparisonQueries,
    Refunds,
    PaymentEvents,
    PaymentHolders,
    PaymentResults,
    Pools,
    SettlePayment,
    PAYMENT_GATEWAY,
  ],
})
export class PaymentsModule {}
