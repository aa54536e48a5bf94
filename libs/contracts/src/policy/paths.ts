import { COUNTY_AND_ABOVE, get, once, post, type SeatRule } from '../path.ts';

/** Each parameter says more narrowly who sets it: `POLICY_AUTHORITY`. */
const SETS_POLICY: SeatRule = { levels: COUNTY_AND_ABOVE, roles: ['manager'] };
const CONFIRMS_POLICY: SeatRule = { levels: COUNTY_AND_ABOVE };

export const policyPaths = {
  listPolicies: get('/admin/policies', 'administration'),
  setPolicy: once('/admin/policies', 'administration', SETS_POLICY),
  decidePolicyProposal: post('/admin/policy-proposals/:id/decision', 'administration', CONFIRMS_POLICY),
  listFinancePolicies: get('/finance/policies', 'finance'),
  setFinancePolicy: once('/finance/policies', 'finance', SETS_POLICY),
  decideFinanceProposal: post('/finance/policy-proposals/:id/decision', 'finance', CONFIRMS_POLICY),
} as const;
