import type { Machine } from '@yigou/kernel';
import { historyInvariants, type Invariant } from '@yigou/platform';
import { APPEAL } from './appeal-status';
import { COMPLAINT } from './complaint-status';
import { INSPECTION } from './inspection-status';
import { SANCTION } from './sanction-status';

const historyOf = ({ name, moves }: Machine): readonly Invariant[] =>
  historyInvariants({ context: 'supervision', thing: name, table: name, key: 'id', steps: moves, imported: null });

/** Of what is decided against suppliers, and of appeals against it. */
export const SUPERVISION_INVARIANTS: readonly Invariant[] = [
  ...[SANCTION, COMPLAINT, INSPECTION, APPEAL].flatMap(historyOf),
  {
    name: 'supervision: an appeal is decided by somebody who had no part in the decision, the second by somebody else than the first',
    sql: `SELECT p.id, p.decided_by FROM appeal p LEFT JOIN sanction s ON s.id = p.sanction_id
      WHERE p.decided_by IN (p.first_decided_by, s.decided_by) OR EXISTS (SELECT FROM appeal b
        WHERE b.instance < p.instance AND (b.sanction_id = p.sanction_id OR b.refusal_id = p.refusal_id) AND b.decided_by = p.decided_by)`,
  },
  {
    name: 'supervision: a second appeal follows a first that was rejected',
    sql: `SELECT p.id FROM appeal p WHERE p.instance = 2 AND NOT EXISTS (SELECT FROM appeal b
      WHERE b.instance = 1 AND b.status = 'rejected' AND (b.sanction_id = p.sanction_id OR b.refusal_id = p.refusal_id))`,
  },
];
