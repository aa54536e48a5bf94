import { historyInvariants, type Invariant } from '@yigou/platform';
import { CASE } from './case-status';

/** Of cases and their history; what ties them to orders, refunds and stock stands in reporting. */
export const AFTERSALES_INVARIANTS: readonly Invariant[] = [
  ...historyInvariants({
    context: 'aftersales',
    thing: 'aftersales_case',
    table: 'aftersales_case',
    key: 'id',
    steps: CASE.moves,
    imported: null,
  }),
  {
    name: 'aftersales: nobody’s silence holds a case up: what is over is decided within the hour',
    sql: `SELECT k.id, k.number, k.status, k.due_at FROM aftersales_case k
      WHERE k.status IN ('returning', 'refused') AND k.due_at < clock_timestamp() - interval '1 hour'`,
  },
];
