import { get, post } from '../path.ts';

export const policyPaths = {
  listPolicies: get('/admin/policies', 'admin'),
  setPolicy: post('/admin/policies', 'admin'),
} as const;
