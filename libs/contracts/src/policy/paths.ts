import { get, post } from '../path.ts';

export const policyPaths = {
  listPolicies: get('/admin/policies', 'administration'),
  setPolicy: post('/admin/policies', 'administration'),
  decidePolicyProposal: post('/admin/policy-proposals/:id/decision', 'administration'),
} as const;
