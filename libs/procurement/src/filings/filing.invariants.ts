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
];
