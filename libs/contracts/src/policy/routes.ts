import { route, type RoutesOf } from '../route';
import type { policyPaths } from './paths';
import { DecidePolicyProposalBody, PolicyList, PolicyProposalParams, PolicyQuery, SetPolicyBody } from './schemas';

export const policyRoutes = {
  listPolicies: route({
    tag: 'policy',
    summary: 'Policy parameters with their history',
    query: PolicyQuery,
    response: PolicyList,
  }),
  setPolicy: route({
    tag: 'policy',
    summary: 'Set a parameter for a region and category from a moment on',
    body: SetPolicyBody,
    response: PolicyList,
    status: 201,
    errors: ['policy_invalid', 'policy_beyond_bounds', 'forbidden'],
  }),
  decidePolicyProposal: route({
    tag: 'policy',
    summary: 'Confirm or reject the loosening of a parameter that somebody else proposed',
    params: PolicyProposalParams,
    body: DecidePolicyProposalBody,
    response: PolicyList,
    errors: ['policy_same_person', 'policy_beyond_bounds', 'policy_invalid', 'already_decided', 'forbidden'],
  }),
  listFinancePolicies: route({
    tag: 'policy',
    summary: 'Policy parameters that finance departments set, with their history',
    query: PolicyQuery,
    response: PolicyList,
  }),
  setFinancePolicy: route({
    tag: 'policy',
    summary: 'Set a parameter of finance departments for a region from a moment on',
    body: SetPolicyBody,
    response: PolicyList,
    status: 201,
    errors: ['policy_invalid', 'policy_beyond_bounds', 'forbidden'],
  }),
  decideFinanceProposal: route({
    tag: 'policy',
    summary: 'Confirm or reject the loosening of a parameter of finance departments that somebody else proposed',
    params: PolicyProposalParams,
    body: DecidePolicyProposalBody,
    response: PolicyList,
    errors: ['policy_same_person', 'policy_beyond_bounds', 'policy_invalid', 'already_decided', 'forbidden'],
  }),
} as const satisfies RoutesOf<typeof policyPaths>;
