import { keys } from '../closed-list';

export const ORGANISATION_KINDS = {
  agency: '预算单位',
  supplier: '供应商',
  administration: '管理机构',
  company: '企业',
  recipient: '受赠单位',
} as const;
export const ORGANISATION_KIND_CODES = keys(ORGANISATION_KINDS);
export type OrganisationKind = keyof typeof ORGANISATION_KINDS;

export const MEMBER_ROLES = { manager: '负责人', clerk: '经办人', viewer: '查看' } as const;
export const MEMBER_ROLE_CODES = keys(MEMBER_ROLES);
export type MemberRole = keyof typeof MEMBER_ROLES;

/** Levels that review, 审核层级. A region can leave levels out; the order is this one. */
export const REVIEW_LEVELS = {
  township: '乡镇',
  industry: '行业主管',
  county: '县级',
  city: '市级',
  province: '省级',
  national: '国家级',
} as const;
export const REVIEW_LEVEL_CODES = keys(REVIEW_LEVELS);
export type ReviewLevel = keyof typeof REVIEW_LEVELS;

export const IDENTITY_AUDIT_ACTIONS = {
  'identity.registered': '注册',
  'identity.signed_in': '登录',
  'identity.signed_out': '退出',
  'identity.sign_in_limited': '登录受限',
  'identity.session_revoked': '下线设备',
  'identity.password_changed': '修改密码',
  'identity.password_reset_requested': '申请重置密码',
  'identity.password_reset': '重置密码',
  'identity.totp_enabled': '启用动态验证码',
} as const;
