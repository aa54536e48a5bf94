import { COUNTY_AND_ABOVE, POLICY_AUTHORITY, POLICY_CODES, setsPolicy } from '@yigou/contracts';
import { type WaitingKind, waitsFor } from '@yigou/platform';

const rows: WaitingKind['rows'] = (filter, seat) => {
  const names = POLICY_CODES.filter((name) => setsPolicy(POLICY_AUTHORITY[name], seat));
  filter.and('p.decision IS NULL', `p.region_prefix LIKE ${filter.bind(`${seat.regionPrefix}%`)}`);
  // Who proposed it is not who confirms it.
  filter.and(`p.name = ANY(${filter.bind(names)})`, `p.proposed_by <> ${filter.bind(seat.userId)}`);
  return 'policy_proposal p';
};
const seats = { levels: COUNTY_AND_ABOVE, roles: ['manager', 'clerk'] } as const;

export const POLICY_WAITING = waitsFor(
  {
    code: 'policy.proposals',
    label: '待另一人确认的放宽提议',
    seats: { ...seats, kind: 'administration' },
    link: { path: '/administration/policies' },
    list: 'listPolicies',
    rows,
  },
  {
    code: 'policy.finance_proposals',
    label: '待另一人确认的放宽提议',
    seats: { ...seats, kind: 'finance' },
    link: { path: '/finance/policies' },
    list: 'listFinancePolicies',
    rows,
  },
);
