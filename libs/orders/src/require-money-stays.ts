import { DomainError } from '@yigou/kernel';
import { ALL_GONE_BACK, OPEN_DISPUTE } from '@yigou/payments';
import type { Tx } from '@yigou/platform';

/**
 * Nothing is sent of a locked order whose money a bank asks back, or the provider has given back past us. Throws `payment_disputed`, `payment_gone_back`.
 */
export async function requireMoneyStays(tx: Tx, orderId: string): Promise<void> {
  const money = await tx.one<{ disputed: boolean; gone: boolean }>(
    `SELECT ${OPEN_DISPUTE} AS disputed, ${ALL_GONE_BACK} AS gone
     FROM sales_order s JOIN checkout c ON c.id = s.checkout_id JOIN payment p ON p.id = c.payment_id WHERE s.id = $1`,
    [orderId],
  );
  if (money?.disputed) throw new DomainError('payment_disputed');
  if (money?.gone) throw new DomainError('payment_gone_back');
}
