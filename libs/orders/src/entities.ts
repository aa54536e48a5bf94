import { AddressEntity } from './address.entity';
import { CartLine } from './cart-line.entity';
import { Cart } from './cart.entity';
import { Checkout } from './checkout.entity';
import { DeliveryPointEntity } from './delivery/delivery-point.entity';
import { OrderContract } from './order-contract.entity';
import { OrderGiveBack } from './order-give-back.entity';
import { OrderSellingTerms } from './order-selling-terms.entity';
import { OrderLine } from './order-line.entity';
import { OrderStep } from './order-step.entity';
import { OrderWindUp } from './order-wind-up.entity';
import { SalesOrder } from './sales-order.entity';

/** The tables of this context. For the data source; other contexts hold ids and never import an entity. */
export const ORDERS_ENTITIES = [
  AddressEntity,
  Cart,
  CartLine,
  Checkout,
  DeliveryPointEntity,
  OrderContract,
  OrderGiveBack,
  OrderLine,
  OrderSellingTerms,
  OrderStep,
  OrderWindUp,
  SalesOrder,
];
