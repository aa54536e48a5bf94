import { keys } from '../closed-list';
import { national, type PolicyAuthority } from '../policy-authority';

export const NOTIFICATIONS_POLICIES = {
  'notices.digest_minutes': '邮件汇总间隔（分钟）',
} as const;
export const NOTIFICATIONS_POLICY_CODES = keys(NOTIFICATIONS_POLICIES);

/** Who sets them, and how far. */
export const NOTIFICATIONS_POLICY_AUTHORITY = {
  'notices.digest_minutes': national,
} as const satisfies Record<keyof typeof NOTIFICATIONS_POLICIES, PolicyAuthority>;
