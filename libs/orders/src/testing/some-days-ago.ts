import type { OrderStatus } from '@yigou/contracts';
import type { Tx } from '@yigou/platform';

/** How many days ago an order came to a status; what is not named stays where it is. */
export type OrderDaysAgo = Partial<Record<OrderStatus, number>>;

/** As if what became of orders just now had been some days ago: clocks and steps, in their order. */
export async function ordersSomeDaysAgo(tx: Tx, orderIds: readonly string[], days: OrderDaysAgo): Promise<void> {
  const said = JSON.stringify(days);
  await tx.query("SET LOCAL session_replication_role = 'replica'");
  await tx.query(
    `UPDATE order_step SET at = at - make_interval(days => ($2::jsonb ->> to_status)::int) WHERE order_id = ANY($1) AND jsonb_exists($2::jsonb, to_status)`,
    [orderIds, said],
  );
  const before = (status: OrderStatus) => `make_interval(days => coalesce(($2::jsonb ->> '${status}')::int, 0))`;
  await tx.query(
    `UPDATE sales_order SET created_at = created_at - ${before('pending_payment')}, paid_at = paid_at - ${before('to_ship')},
       payable_at = payable_at - ${before('to_ship')}, shipped_at = shipped_at - ${before('shipped')},
       auto_confirm_at = auto_confirm_at - ${before('shipped')}, completed_at = completed_at - ${before('completed')} WHERE id = ANY($1)`,
    [orderIds, said],
  );
  await tx.query("SET LOCAL session_replication_role = 'origin'");
}
