import type { Invariant } from '@yigou/platform';

export const BANK_INVARIANTS: readonly Invariant[] = [
  {
    name: 'purchasing: money of a bank’s statement is used for a voucher of its supplier and sum that waits or was confirmed',
    sql: `SELECT l.id, l.amount_fen, t.amount_fen AS asked, t.status FROM purchasing_bank_line l LEFT JOIN purchasing_transfer t ON t.id = l.transfer_id
      WHERE l.transfer_id IS NOT NULL
        AND (t.id IS NULL OR t.supplier_id <> l.supplier_id OR t.amount_fen <> l.amount_fen OR t.status NOT IN ('submitted', 'confirmed') OR l.ignored)`,
  },
  {
    name: 'purchasing: a voucher is paid by one line of a bank’s statement at most',
    sql: `SELECT transfer_id, count(*)::int AS lines FROM purchasing_bank_line WHERE transfer_id IS NOT NULL GROUP BY transfer_id HAVING count(*) > 1`,
  },
  {
    name: 'purchasing: a bank’s statement brought the lines that it says it did, each once',
    sql: `SELECT s.id, s.done, count(l.id)::int AS lines, count(DISTINCT l.key)::int AS keys FROM purchasing_bank_statement s LEFT JOIN purchasing_bank_line l ON l.statement_id = s.id
      GROUP BY s.id HAVING count(l.id) <> coalesce((s.done ->> 'added')::int, 0) OR count(DISTINCT l.key) <> count(l.id)`,
  },
];
