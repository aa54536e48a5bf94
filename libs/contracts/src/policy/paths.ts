import { get, post } from '../path.ts';

export const policyPaths = {
  listPolicies: get('/admin/policies', 'admin'),
  setPolicy: post('/admin/policies', 'admin'),
  decidePolicyProposal: post('/admin/policy-proposals/:id/decision', 'admin'),
} as const;
