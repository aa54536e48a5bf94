import { historyInvariants, type Invariant } from '@yigou/platform';
import { FILING } from './filing-status';

/** Of yearly shares and their history. */
export const FILING_INVARIANTS: readonly Invariant[] = [
  ...historyInvariants({
    context: 'procurement',
    thing: 'share_filing',
    table: 'share_filing',
    key: 'id',
    steps: FILING.moves,
    imported: null,
  }),
  {
    name: 'procurement: versions of a year are numbered without a gap',
    sql: `SELECT unit_id, year, count(*), max(version) FROM share_filing GROUP BY unit_id, year HAVING count(*) <> max(version)`,
  },
  {
    name: 'procurement: nothing of a year is made or looked at of a unit that has ended (R12)',
    sql: `SELECT f.id, f.unit_id, f.status FROM share_filing f JOIN budget_unit u ON u.organisation_id = f.unit_id
      WHERE u.ending IS NOT NULL AND f.status IN ('draft', 'submitted', 'reviewed', 'returned')`,
  },
];
