import { historyInvariants, type Invariant } from '@yigou/platform';
import { UNIT_ADMISSION } from './unit-admission-status';

/** Of where units stand, and how they came there. */
export const UNIT_INVARIANTS: readonly Invariant[] = [
  ...historyInvariants({
    context: 'procurement',
    thing: 'unit_admission',
    table: 'unit_admission',
    key: 'id',
    steps: UNIT_ADMISSION.moves,
    imported: null,
  }),
  {
    name: 'procurement: a unit that waits for admission stands nowhere, one that files stands somewhere',
    sql: `SELECT a.unit_id FROM unit_admission a JOIN budget_unit_place l ON l.unit_id = a.unit_id WHERE a.status = 'waiting'
      UNION SELECT f.unit_id FROM share_filing f WHERE NOT EXISTS (SELECT FROM budget_unit_place l WHERE l.unit_id = f.unit_id)`,
  },
];
