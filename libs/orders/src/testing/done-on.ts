import { bookedOn } from '@yigou/payments/testing';
import { startOfMarketDay } from '@yigou/platform';
import type { TestDatabase } from '@yigou/testing';

/** As if what became of an order so far, its money included, had been on a day of the market. */
export async function doneOn({ uow }: Pick<TestDatabase, 'uow'>, orderId: string, day: string): Promise<void> {
  const at = startOfMarketDay('$2::date');
  await uow.run(async (tx) => {
    const order = await tx.one<{ paymentId: string }>(
      'SELECT c.payment_id AS "paymentId" FROM sales_order o JOIN checkout c ON c.id = o.checkout_id WHERE o.id = $1',
      [orderId],
    );
    await bookedOn(tx, order?.paymentId ?? '', day);
    await tx.query(
      `UPDATE sales_order SET paid_at = CASE WHEN paid_at IS NOT NULL THEN ${at} END, payable_at = CASE WHEN payable_at IS NOT NULL THEN ${at} END,
         completed_at = CASE WHEN completed_at IS NOT NULL THEN ${at} END WHERE id = $1`,
      [orderId, day],
    );
  });
}
