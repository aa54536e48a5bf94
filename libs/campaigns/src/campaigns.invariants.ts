import { historyInvariants, type Invariant } from '@yigou/platform';
import { AUTHORING_INVARIANTS } from './authoring/authoring.invariants';
import { BALANCES_INVARIANTS } from './balances/balances.invariants';
import { CAMPAIGN } from './campaign-status';
import { CLOSING_INVARIANTS } from './closing/closing.invariants';
import { FULFILMENT_INVARIANTS } from './fulfilment/fulfilment.invariants';
import { PLEDGE } from './pledge-status';

const CONTEXT = 'campaigns';

export const CAMPAIGNS_INVARIANTS: readonly Invariant[] = [
  ...historyInvariants({
    context: CONTEXT,
    thing: 'campaigns_campaign',
    table: 'campaigns_campaign',
    key: 'id',
    steps: CAMPAIGN.moves,
    imported: null,
  }),
  ...historyInvariants({
    context: CONTEXT,
    thing: 'campaigns_pledge',
    table: 'campaigns_pledge',
    key: 'id',
    steps: PLEDGE.moves,
    imported: null,
  }),
  ...CLOSING_INVARIANTS,
  ...BALANCES_INVARIANTS,
  ...AUTHORING_INVARIANTS,
  ...FULFILMENT_INVARIANTS,
];
