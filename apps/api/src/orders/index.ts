import { ORDERS } from '@yigou/orders';
import { inApi } from '../context';
import { AddressesController } from './addresses.controller';
import { CartController } from './cart.controller';
import { CheckoutController } from './checkout.controller';
import { CorrectionsController } from './corrections.controller';
import { OrderStreams } from './order-streams';
import { DeliveryController } from './delivery.controller';
import { OrdersController } from './orders.controller';
import { SellingTermsController } from './selling-terms.controller';
import { SigningController } from './signing.controller';

export const ordersInApi = inApi(ORDERS, {
  controllers: [
    AddressesController,
    CartController,
    CheckoutController,
    CorrectionsController,
    DeliveryController,
    OrdersController,
    SellingTermsController,
    SigningController,
  ],
  providers: [OrderStreams],
});
