import { Module } from '@nestjs/common';
import { CONFIG, type Config } from '@yigou/platform';
import { PaymentEvents } from './payment-events';
import { PAYMENT_GATEWAY } from './payment-gateway';
import { Payments } from './payments.service';
import { Refunds } from './refunds.service';
import { StripeGateway } from './stripe-gateway';

@Module({
  providers: [
    Payments,
    Refunds,
    PaymentEvents,
    { provide: PAYMENT_GATEWAY, useFactory: (config: Config) => new StripeGateway(config), inject: [CONFIG] },
  ],
  exports: [Payments, Refunds, PaymentEvents, PAYMENT_GATEWAY],
})
export class PaymentsModule {}
