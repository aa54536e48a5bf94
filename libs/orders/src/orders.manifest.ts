import { ORDERS_POLICY_CODES } from '@yigou/contracts';
import { defineContext, followsCode, keepsPlace } from '@yigou/platform';
import { ORDER } from './order-status';
import * as events from './orders.events';
import { ORDERS_INVARIANTS } from './orders.invariants';
import { OrdersModule } from './orders.module';
import { ORDERS_WAITING } from './orders.waiting';
import { ORDERS_ENTITIES } from './entities';

export const ORDERS = defineContext({
  name: 'orders',
  module: OrdersModule,
  entities: ORDERS_ENTITIES,
  tables: [
    'address',
    'cart',
    'cart_line',
    'checkout',
    'delivery_point',
    'order_contract',
    'order_give_back',
    'order_line',
    'order_selling_terms',
    'order_step',
    'order_wind_up',
    'report_sale',
    'sales_order',
    'sku_in_use',
    'sold_line',
  ],
  events: Object.values(events),
  machines: [ORDER],
  invariants: ORDERS_INVARIANTS,
  policies: ORDERS_POLICY_CODES,
  waiting: ORDERS_WAITING,
  places: {
    'address.region_code': followsCode('收货地址'),
    'delivery_point.region_code': followsCode('单位收货点'),
    // The office that oversees it, beside the place that it goes to.
    'sales_order.region_code': followsCode('订单（监管归属）'),
    'sales_order.delivery_region_code': keepsPlace('where it was sent to, by the code of its time'),
    'sales_order.region_path': keepsPlace('where it was sent to, by the name of its time'),
    'order_line.county_name': keepsPlace('what was bought, as it was described'),
  },
});
