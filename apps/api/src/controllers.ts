import type { Type } from '@nestjs/common';
import { HealthController } from './http/health.controller';
import { AuthController } from './identity/auth.controller';
import { MeController } from './identity/me.controller';
import { ShippingController } from './logistics/shipping.controller';
import { AddressesController } from './orders/addresses.controller';
import { CartController } from './orders/cart.controller';
import { CheckoutController } from './orders/checkout.controller';
import { OrdersController } from './orders/orders.controller';
import { PaymentsController } from './payments/payments.controller';

/** Every controller of the API. A route of the contract that none of these handles fails the boot test. */
export const CONTROLLERS: Type[] = [
  HealthController,
  AuthController,
  MeController,
  AddressesController,
  CartController,
  CheckoutController,
  OrdersController,
  PaymentsController,
  ShippingController,
];
