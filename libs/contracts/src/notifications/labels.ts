import { keys } from '../closed-list';
import { national, type PolicyAuthority } from '../policy-authority';

export const NOTIFICATIONS_POLICIES = {
  'notices.digest_minutes': '邮件汇总间隔（分钟）',
} as const;
export const NOTIFICATIONS_POLICY_CODES = keys(NOTIFICATIONS_POLICIES);

/** Paths of the console, where seats work; every other path that a notice leads to is the shop’s. */
const CONSOLE = /^\/(supplier|administration|agency|finance|auditor|recipient)(\/|\?|$)/;

/** On which of the two sites the link of a notice is followed up. */
export const noticeSite = (link: string): 'console' | 'storefront' => (CONSOLE.test(link) ? 'console' : 'storefront');

/** Who sets them, and how far. */
export const NOTIFICATIONS_POLICY_AUTHORITY = {
  'notices.digest_minutes': national,
} as const satisfies Record<keyof typeof NOTIFICATIONS_POLICIES, PolicyAuthority>;
