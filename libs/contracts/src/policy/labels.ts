export { atLeastAsStrict, type PolicyAuthority, setsPolicy, type Strictness } from '../policy-authority';

export const POLICY_AUDIT_ACTIONS = {
  'platform.policy_set': '设置政策参数',
  'policy.loosening_proposed': '提议放宽政策参数',
  'policy.loosening_rejected': '驳回放宽提议',
} as const;
