import { historyInvariants, type Invariant } from '@yigou/platform';
import { NEED } from './need-status';
import { REGISTRATION } from './registration-status';

/** Of who registered, what is needed, and what of it is promised. */
export const RECIPIENTS_INVARIANTS: readonly Invariant[] = [
  ...historyInvariants({
    context: 'campaigns',
    thing: 'campaigns_registration',
    table: 'campaigns_registration',
    key: 'id',
    steps: REGISTRATION.moves,
    imported: null,
  }),
  ...historyInvariants({
    context: 'campaigns',
    thing: 'campaigns_need',
    table: 'campaigns_need',
    key: 'id',
    steps: NEED.moves,
    imported: null,
  }),
  {
    name: 'campaigns: what is promised and delivered of a need is what its campaigns promised and delivered',
    sql: `SELECT n.id, n.promised, n.delivered FROM campaigns_need n
      LEFT JOIN (SELECT need_id, sum(quantity) FILTER (WHERE held) AS promised, sum(delivered) AS delivered FROM campaigns_promise GROUP BY need_id) p
        ON p.need_id = n.id
      WHERE n.promised <> coalesce(p.promised, 0) OR n.delivered <> coalesce(p.delivered, 0)`,
  },
];
