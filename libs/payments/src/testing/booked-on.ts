import { startOfMarketDay, type Tx } from '@yigou/platform';

/** As if everything of a payment had been booked on a day of the market; what is only ever added to is moved here alone. */
export async function bookedOn(tx: Tx, paymentId: string, day: string): Promise<void> {
  await tx.query("SET LOCAL session_replication_role = 'replica'");
  await tx.query(`UPDATE payment_entry SET at = ${startOfMarketDay('$2::date')} WHERE payment_id = $1`, [
    paymentId,
    day,
  ]);
}
