import { route, type RoutesOf } from '../route';
import type { policyPaths } from './paths';
import { PolicyList, PolicyQuery, SetPolicyBody } from './schemas';

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
    errors: ['policy_invalid', 'forbidden'],
  }),
} as const satisfies RoutesOf<typeof policyPaths>;
