import { type OrderTrouble, SHIP_WITHIN_HOURS } from '@yigou/contracts';
import { supplierPlaceSql } from '@yigou/identity';

/** Where order `o` lies: where its goods come from. */
export const ORDER_PLACE = supplierPlaceSql('o.supplier_id', 'o.region_code');

/** From when on order `o` was to be shipped: paid, or signed where it is paid on acceptance. */
export const READY_AT = '(coalesce(o.paid_at, (SELECT x.signed_at FROM order_contract x WHERE x.order_id = o.id)))';

const TROUBLES: Readonly<Record<OrderTrouble, string>> = {
  late: `o.status = 'to_ship' AND ${READY_AT} < now() - interval '${SHIP_WITHIN_HOURS} hours'`,
  disputed: `EXISTS (SELECT FROM checkout c JOIN payment_dispute d ON d.payment_id = c.payment_id WHERE c.id = o.checkout_id AND d.closed_at IS NULL)`,
  supplier_gone: `o.status IN ('to_ship', 'part_shipped') AND EXISTS (SELECT FROM order_wind_up w WHERE w.order_id = o.id AND w.ended_at IS NULL)`,
  refund_failed: "EXISTS (SELECT FROM refund f WHERE f.holder = o.id AND f.status = 'failed')",
  parcel_exception: `o.status IN ('part_shipped', 'shipped')
    AND EXISTS (SELECT FROM order_parcel k WHERE k.order_id = o.id AND k.status = 'exception')`,
};

/** A condition on order `o`. */
export const troubleSql = (trouble: OrderTrouble): string => TROUBLES[trouble];
