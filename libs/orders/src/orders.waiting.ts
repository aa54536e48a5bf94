import { ORDER_TROUBLES, type OrderStatus, type OrderTrouble, SHIP_WITHIN_HOURS } from '@yigou/contracts';
import { coversSql } from '@yigou/identity';
import { type WaitingKind, waitsFor } from '@yigou/platform';
import { ORDER_PLACE, READY_AT, troubleSql } from './order-troubles';

const trouble = (only: OrderTrouble): WaitingKind => ({
  code: `orders.${only}`,
  label: `${ORDER_TROUBLES[only]}的订单`,
  seats: { kind: 'administration' },
  link: { path: '/administration/orders', query: { only, sort: 'created', order: 'asc' } },
  list: 'listAdminOrders',
  rows(filter, seat) {
    filter.and(coversSql(ORDER_PLACE, seat, filter.bind), troubleSql(only));
    return 'sales_order o';
  },
});

const toShip = (status: OrderStatus, label: string): WaitingKind => ({
  code: `orders.${status}`,
  label,
  seats: { kind: 'supplier' },
  link: { path: '/supplier/orders', query: { status } },
  list: 'listSupplierOrders',
  rows(filter, { organisationId }) {
    filter.equals('o.supplier_id', organisationId).equals('o.status', status);
    return 'sales_order o';
  },
  due: `${READY_AT} + interval '${SHIP_WITHIN_HOURS} hours'`,
});

/** What is to be signed is over at the end of its time. */
const TO_SIGN: WaitingKind = { ...toShip('to_sign', '待签署合同的订单'), due: 'o.expires_at' };

/** Orders to wind up: an office watches that they are shipped, or given back. */
const GONE: WaitingKind = {
  ...trouble('supplier_gone'),
  due: '(SELECT w.ship_by FROM order_wind_up w WHERE w.order_id = o.id AND w.ended_at IS NULL)',
};

export const ORDERS_WAITING = waitsFor(
  TO_SIGN,
  toShip('to_ship', '待发货的订单'),
  toShip('part_shipped', '还有货没发的订单'),
  trouble('late'),
  GONE,
  trouble('disputed'),
  trouble('refund_failed'),
  trouble('parcel_exception'),
);
