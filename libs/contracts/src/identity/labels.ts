import { keys } from '../closed-list';

export const ORGANISATION_KINDS = {
  agency: '预算单位',
  supplier: '供应商',
  administration: '管理机构',
  company: '企业',
  recipient: '受赠单位',
  finance: '财政部门',
  auditor: '审计部门',
} as const;
export const ORGANISATION_KIND_CODES = keys(ORGANISATION_KINDS);
export type OrganisationKind = keyof typeof ORGANISATION_KINDS;
/** Kinds whose members govern a region, work in the console, and prove who they are twice. */
export const GOVERNING_KINDS = ['administration', 'finance', 'auditor'] as const satisfies readonly OrganisationKind[];
export const governsRegion = (kind: OrganisationKind): boolean => GOVERNING_KINDS.some((one) => one === kind);

export const MEMBER_ROLES = { manager: '负责人', clerk: '经办人', viewer: '查看' } as const;
export const MEMBER_ROLE_CODES = keys(MEMBER_ROLES);
export type MemberRole = keyof typeof MEMBER_ROLES;

/** Whether somebody manages an organisation, or is asked to. */
export const MANAGEMENT_STATES = { managed: '有负责人', invited: '已邀请', vacant: '无负责人' } as const;
export const MANAGEMENT_STATE_CODES = keys(MANAGEMENT_STATES);
export type ManagementState = keyof typeof MANAGEMENT_STATES;

/**
 * What a clerk of a budget unit may do there, 职责: none of it unless a manager said so. Managers may do all of it, and they alone file the unit's share
 * and manage its members; everybody may read.
 */
export const MEMBER_DUTIES = { buy: '采购', approve: '审批', accept: '验收', pay: '财务' } as const;
export const MEMBER_DUTY_CODES = keys(MEMBER_DUTIES);
export type MemberDuty = keyof typeof MEMBER_DUTIES;

/** What becomes of an invitation into an organisation. */
export const INVITATION_STATUSES = {
  pending: '待接受',
  accepted: '已接受',
  declined: '已谢绝',
  withdrawn: '已撤回',
  expired: '已过期',
} as const;
export const INVITATION_STATUS_CODES = keys(INVITATION_STATUSES);
export type InvitationStatus = keyof typeof INVITATION_STATUSES;

/** How somebody came to be no member any more. */
export const MEMBER_ENDINGS = { left: '自行退出', removed: '被移出', handed_over: '交接' } as const;
export const MEMBER_ENDING_CODES = keys(MEMBER_ENDINGS);
export type MemberEnding = keyof typeof MEMBER_ENDINGS;

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
  'identity.login_verified': '验证手机号或邮箱',
  'identity.member_invited': '邀请成员',
  'identity.invitation_resent': '重新发送邀请',
  'identity.invitation_withdrawn': '撤回邀请',
  'identity.invitation_declined': '谢绝邀请',
  'identity.member_joined': '加入单位',
  'identity.member_role_changed': '更改成员角色',
  'identity.member_duties_changed': '更改成员职责',
  'identity.member_removed': '移出成员',
  'identity.member_left': '退出单位',
  'identity.member_handed_over': '成员交接',
} as const;

/** What notices of this context are about. */
export const IDENTITY_NOTICE_KINDS = {
  member: '单位成员',
} as const;

/** Files that people send in columns of their own. */
export const IMPORT_KINDS = {
  households: '建档立卡户',
  roster: '单位名册',
  bulk_list: '采购清单',
  bank_statement: '银行流水',
  addresses: '收件名单',
  products: '商品目录',
} as const;
export type ImportKind = keyof typeof IMPORT_KINDS;
export const IMPORT_KIND_CODES = Object.keys(IMPORT_KINDS) as [ImportKind, ...ImportKind[]];
