import type { Invariant } from '@yigou/platform';

/** Of budgets, what is held of them, and their entries. */
export const BUDGET_INVARIANTS: readonly Invariant[] = [
  {
    name: 'budget: encumbered and spent are what holders have of it, within the ceiling',
    sql: `SELECT b.id, b.ceiling_fen, b.encumbered_fen, b.spent_fen, h.encumbered, h.spent FROM budget b
      LEFT JOIN (SELECT budget_id, sum(encumbered_fen) AS encumbered, sum(spent_fen) AS spent FROM budget_hold GROUP BY budget_id) h ON h.budget_id = b.id
      WHERE b.encumbered_fen <> coalesce(h.encumbered, 0) OR b.spent_fen <> coalesce(h.spent, 0) OR b.encumbered_fen + b.spent_fen > b.ceiling_fen`,
  },
  {
    name: 'budget: balances are the sums of entries',
    sql: `SELECT b.id, b.ceiling_fen, b.encumbered_fen, b.spent_fen, e.* FROM budget b
      LEFT JOIN (SELECT budget_id, sum(amount_fen) FILTER (WHERE kind = 'ceiling') AS ceiling,
          sum(CASE kind WHEN 'encumber' THEN amount_fen WHEN 'spend' THEN -amount_fen WHEN 'release' THEN -amount_fen ELSE 0 END) AS encumbered,
          sum(CASE kind WHEN 'spend' THEN amount_fen WHEN 'credit' THEN -amount_fen ELSE 0 END) AS spent
        FROM budget_entry GROUP BY budget_id) e ON e.budget_id = b.id
      WHERE b.ceiling_fen <> coalesce(e.ceiling, 0) OR b.encumbered_fen <> coalesce(e.encumbered, 0) OR b.spent_fen <> coalesce(e.spent, 0)`,
  },
  {
    name: 'budget: each holder has exactly one budget of its own',
    sql: `SELECT holder FROM budget_hold GROUP BY holder HAVING count(*) FILTER (WHERE own) <> 1`,
  },
];
