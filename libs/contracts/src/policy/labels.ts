export const POLICY_AUDIT_ACTIONS = {
  'platform.policy_set': '设置政策参数',
} as const;
