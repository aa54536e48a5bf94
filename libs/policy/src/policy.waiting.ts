import { COUNTY_AND_ABOVE, POLICY_AUTHORITY, POLICY_CODES } from '@yigou/contracts';
import { levelOf } from '@yigou/identity';
import { waitsFor } from '@yigou/platform';

export const POLICY_WAITING = waitsFor({
  code: 'policy.proposals',
  label: '待另一人确认的放宽提议',
  seats: { kind: 'administration', levels: COUNTY_AND_ABOVE, roles: ['manager', 'clerk'] },
  link: { path: '/administration/policies' },
  list: 'listPolicies',
  rows(filter, seat) {
    const names = POLICY_CODES.filter((name) => POLICY_AUTHORITY[name].levels.includes(levelOf(seat)));
    filter.and('p.decision IS NULL', `p.region_prefix LIKE ${filter.bind(`${seat.regionPrefix}%`)}`);
    // Who proposed it is not who confirms it.
    filter.and(`p.name = ANY(${filter.bind(names)})`, `p.proposed_by <> ${filter.bind(seat.userId)}`);
    return 'policy_proposal p';
  },
});
