import { historyInvariants, type Invariant } from '@yigou/platform';
import { LINES_HASH } from './move-requisition';
import { REQUISITION } from './requisition-status';

export const PURCHASING_INVARIANTS: readonly Invariant[] = [
  ...historyInvariants({
    context: 'purchasing',
    thing: 'purchasing_requisition',
    table: 'purchasing_requisition',
    key: 'id',
    steps: REQUISITION.moves,
    imported: null,
  }),
  {
    name: 'purchasing: a requisition’s total is the sum of its lines',
    sql: `SELECT q.id, q.total_fen, l.sum FROM purchasing_requisition q
      LEFT JOIN (SELECT requisition_id, sum(quantity * price_fen) AS sum FROM purchasing_requisition_line GROUP BY 1) l ON l.requisition_id = q.id
      WHERE q.total_fen <> coalesce(l.sum, 0)`,
  },
  {
    name: 'purchasing: what is approved is the list that was approved, by somebody else',
    sql: `SELECT q.id, q.lines_hash, q.approved_hash FROM purchasing_requisition q
      WHERE q.status = 'approved' AND (q.approved_hash IS DISTINCT FROM ${LINES_HASH} OR q.decided_by IS NULL OR q.decided_by = q.requester_id)`,
  },
];
