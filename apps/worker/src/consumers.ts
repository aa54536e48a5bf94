import { CatalogueConsumer } from './catalogue/catalogue.consumer';
import { CertificationConsumer } from './certification/certification.consumer';
import { IdentityConsumer } from './identity/identity.consumer';
import { LogisticsConsumer } from './logistics/logistics.consumer';
import { NotificationsConsumer } from './notifications/notifications.consumer';
import { OrdersConsumer } from './orders/orders.consumer';
import { PaymentsConsumer } from './payments/payments.consumer';
import { PlatformConsumer } from './platform/platform.consumer';

/** Everything that the worker hears and does by the clock; queues and topics are collected from what these declare. */
export const CONSUMERS = [
  OrdersConsumer,
  PaymentsConsumer,
  LogisticsConsumer,
  CatalogueConsumer,
  CertificationConsumer,
  NotificationsConsumer,
  IdentityConsumer,
  PlatformConsumer,
];
