import { historyInvariants, type Invariant } from '@yigou/platform';
import { UNIT_CHANGE } from './unit-change-status';
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
  ...historyInvariants({
    context: 'procurement',
    thing: 'unit_change',
    table: 'unit_change',
    key: 'id',
    steps: UNIT_CHANGE.moves,
    imported: null,
  }),
  {
    name: 'procurement: no report of a unit waits that has ended, and what was accepted of an end has happened',
    sql: `SELECT c.id, c.kind, c.status FROM unit_change c JOIN budget_unit u ON u.organisation_id = c.unit_id
      WHERE c.status = 'waiting' AND u.ending IS NOT NULL OR c.status = 'accepted' AND c.kind <> 'renamed' AND u.ending IS DISTINCT FROM c.kind`,
  },
  {
    name: 'procurement: a unit that waits for admission stands nowhere, one that files stands somewhere',
    sql: `SELECT a.unit_id FROM unit_admission a JOIN budget_unit_place l ON l.unit_id = a.unit_id WHERE a.status = 'waiting'
      UNION SELECT f.unit_id FROM share_filing f WHERE NOT EXISTS (SELECT FROM budget_unit_place l WHERE l.unit_id = f.unit_id)`,
  },
];
