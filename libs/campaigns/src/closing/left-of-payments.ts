import type { Fen } from '@yigou/kernel';
import type { Refunds } from '@yigou/payments';
import type { Tx } from '@yigou/platform';

/** What is left of payments in fen, by their ids, once they are locked here: neither given back nor in a pool. */
export async function leftOfPayments(
  tx: Tx,
  refunds: Pick<Refunds, 'lockPayments'>,
  paymentIds: readonly string[],
): Promise<ReadonlyMap<string, Fen>> {
  await refunds.lockPayments(tx, paymentIds);
  const rows = await tx.query<{ id: string; fen: Fen }>(
    `SELECT p.id, (p.captured_fen - p.held_fen - p.pooled_fen
       - coalesce((SELECT sum(f.amount_fen) FROM refund f WHERE f.payment_id = p.id AND f.status <> 'failed'), 0))::bigint AS fen
     FROM payment p WHERE p.id = ANY($1)`,
    [paymentIds],
  );
  return new Map(rows.map(({ id, fen }) => [id, fen]));
}
