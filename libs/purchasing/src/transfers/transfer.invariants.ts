import { historyInvariants, type Invariant } from '@yigou/platform';
import { TRANSFER } from './transfer-status';

export const TRANSFER_INVARIANTS: readonly Invariant[] = historyInvariants({
  context: 'purchasing',
  thing: 'purchasing_transfer',
  table: 'purchasing_transfer',
  key: 'id',
  steps: TRANSFER.moves,
  imported: null,
});

/** What ties vouchers to payments and orders; reporting declares it, as all that ties contexts together. */
export const TRANSFERRED_MONEY_INVARIANTS: readonly Invariant[] = [
  {
    name: 'purchasing: what was paid by transfer is what a confirmed voucher of its order says, and the other way round',
    sql: `SELECT o.id, o.number, p.captured_fen, t.amount_fen FROM sales_order o JOIN checkout c ON c.id = o.checkout_id JOIN payment p ON p.id = c.payment_id
      LEFT JOIN purchasing_transfer t ON t.order_id = o.id AND t.status = 'confirmed'
      WHERE (t.id IS NOT NULL OR (p.channel = 'transfer' AND p.captured_fen > 0))
        AND (p.channel <> 'transfer' OR p.captured_fen IS DISTINCT FROM t.amount_fen OR o.unit_id IS DISTINCT FROM t.unit_id OR o.supplier_id <> t.supplier_id)`,
  },
  {
    name: 'purchasing: an order that waits for money by transfer has a voucher that waits, and the other way round',
    sql: `SELECT o.id, o.number, p.channel, t.id AS transfer FROM sales_order o JOIN checkout c ON c.id = o.checkout_id JOIN payment p ON p.id = c.payment_id
      LEFT JOIN purchasing_transfer t ON t.order_id = o.id AND t.status = 'submitted'
      WHERE p.status = 'pending' AND (p.channel = 'transfer') <> (t.id IS NOT NULL)`,
  },
  {
    name: 'purchasing: a refund by transfer has gone when its voucher is there, and not before',
    sql: `SELECT f.id, f.channel, f.status, v.refund_id FROM refund f FULL JOIN purchasing_transfer_refund v ON v.refund_id = f.id
      WHERE (v.refund_id IS NOT NULL) <> (f.channel = 'transfer' AND f.status = 'succeeded')`,
  },
];
