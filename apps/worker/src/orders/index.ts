import { ORDERS } from '@yigou/orders';
import { inWorker } from '../context';
import { OrdersConsumer } from './orders.consumer';

export const ordersInWorker = inWorker(ORDERS, { consumers: [OrdersConsumer] });
