import { ORDERS } from '@yigou/orders';
import { inWorker } from '../context';
import { OrderNoticesConsumer } from './order-notices.consumer';
import { OrdersConsumer } from './orders.consumer';

export const ordersInWorker = inWorker(ORDERS, { consumers: [OrderNoticesConsumer, OrdersConsumer] });
