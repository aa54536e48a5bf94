import { keys } from '../closed-list';

export const NOTICE_KINDS = {
  application: '认定申请',
  supplier: '入驻',
  certificate: '认定证书',
  review: '审核',
  inspection: '抽查',
  sanction: '处理决定',
  appeal: '申诉',
  complaint: '投诉',
  household: '带动关系',
  member: '单位成员',
} as const;
export const NOTICE_KIND_CODES = keys(NOTICE_KINDS);
export type NoticeKind = keyof typeof NOTICE_KINDS;

export const NOTIFICATIONS_POLICIES = {
  'notices.digest_minutes': '邮件汇总间隔（分钟）',
} as const;
export const NOTIFICATIONS_POLICY_CODES = keys(NOTIFICATIONS_POLICIES);
