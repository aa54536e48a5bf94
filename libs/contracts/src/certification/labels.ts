import { keys } from '../closed-list';
import { type PolicyAuthority, regional } from '../policy-authority';

/** Level that issued a certificate, 认定层级. */
export const CERTIFICATE_LEVELS = { national: '国家级', province: '省级', city: '市级', county: '县级' } as const;
export const CERTIFICATE_LEVEL_CODES = keys(CERTIFICATE_LEVELS);
export type CertificateLevel = keyof typeof CERTIFICATE_LEVELS;

export const CERTIFICATE_STATUSES = {
  valid: '有效',
  suspended: '暂停',
  expired: '已到期',
  withdrawn: '已撤销',
  exited: '已退出',
} as const;
export const CERTIFICATE_STATUS_CODES = keys(CERTIFICATE_STATUSES);
export type CertificateStatus = keyof typeof CERTIFICATE_STATUSES;

/** A certificate is announced to offices to end so many days ahead. */
export const ENDING_DAYS = 30;
/** Certificates that a list can be narrowed to beside their status. */
export const CERTIFICATE_CHOICES = { ending: `${ENDING_DAYS} 天内到期` } as const;
export const CERTIFICATE_CHOICE_CODES = keys(CERTIFICATE_CHOICES);

/** What a certificate is worth today, and why it is worth nothing: its own states, its term, and how its supplier stands. */
export const CERTIFICATE_WORTHS = {
  ...CERTIFICATE_STATUSES,
  not_begun: '未生效',
  supplier_frozen: '供应商已冻结，证书暂停效力',
  supplier_removed: '供应商已清退，证书停止效力',
  supplier_blacklisted: '供应商已列入黑名单，证书停止效力',
  supplier_exited: '供应商已退出，证书停止效力',
  supplier_unadmitted: '供应商未入驻，证书没有效力',
  licences_expired: '供应商证照已过期，证书暂停效力',
} as const;
export const CERTIFICATE_WORTH_CODES = keys(CERTIFICATE_WORTHS);
export type CertificateWorth = keyof typeof CERTIFICATE_WORTHS;

/** States of an application for a certificate, 扶贫产品认定申请 (domain §3a). */
export const APPLICATION_STATUSES = {
  draft: '草稿',
  township_review: '乡镇初审',
  industry_review: '行业复审',
  county_review: '县级审定',
  publicity: '县级公示',
  examination: '异议核查',
  city_review: '市级审核',
  province_review: '省级复核',
  national_filing: '国家汇总备案',
  issued: '已发证',
  returned: '退回补正',
  refused: '不予认定',
  terminated: '异议成立，终止',
  withdrawn: '已撤回',
} as const;
export const APPLICATION_STATUS_CODES = keys(APPLICATION_STATUSES);
export type ApplicationStatus = keyof typeof APPLICATION_STATUSES;

export const APPLICATION_KINDS = { initial: '首次认定', renewal: '续期', change: '变更复审' } as const;
export const APPLICATION_KIND_CODES = keys(APPLICATION_KINDS);
export type ApplicationKind = keyof typeof APPLICATION_KINDS;

/** Why a change review was opened, 变更复审原因. */
export const CHANGE_CAUSES = {
  price: '价格变动',
  licence: '证照变动',
  origin: '产地变动',
  specification: '规格变动',
  category: '分类变动',
} as const;
export const CHANGE_CAUSE_CODES = keys(CHANGE_CAUSES);
export type ChangeCause = keyof typeof CHANGE_CAUSES;

export const REVIEW_DECISIONS = { approve: '通过', return: '退回补正', refuse: '不予通过' } as const;
export const REVIEW_DECISION_CODES = keys(REVIEW_DECISIONS);
export type ReviewDecision = keyof typeof REVIEW_DECISIONS;

/** What moved an application. */
export const APPLICATION_ACTIONS = {
  create: '新建申请',
  submit: '提交申请',
  resubmit: '补正后重新提交',
  approve: '审核通过',
  return: '退回补正',
  refuse: '不予认定',
  object: '收到异议，公示暂停',
  resume: '异议不成立，恢复公示',
  terminate: '异议成立，终止认定',
  close_publicity: '公示期满无异议',
  issue: '发布认定',
  withdraw: '申请人撤回',
  reopen: '申诉成立，重新审核',
} as const;
export const APPLICATION_ACTION_CODES = keys(APPLICATION_ACTIONS);
export type ApplicationAction = keyof typeof APPLICATION_ACTIONS;

/** What moved a certificate. */
export const CERTIFICATE_ACTIONS = {
  issue: '发证',
  renew: '续期',
  change: '变更',
  suspend: '暂停',
  restore: '恢复',
  expire: '到期',
  withdraw: '撤销',
  exit: '主动退出',
} as const;
export const CERTIFICATE_ACTION_CODES = keys(CERTIFICATE_ACTIONS);
export type CertificateAction = keyof typeof CERTIFICATE_ACTIONS;

export const OBJECTION_STATUSES = { open: '核查中', upheld: '异议成立', rejected: '异议不成立' } as const;
export const OBJECTION_STATUS_CODES = keys(OBJECTION_STATUSES);
export type ObjectionStatus = keyof typeof OBJECTION_STATUSES;

export const CERTIFICATION_AUDIT_ACTIONS = {
  'certification.application_saved': '修改认定申请',
  'certification.application_moved': '认定审核',
  'certification.review_claimed': '接手审核',
  'certification.objection_filed': '提出公示异议',
  'certification.certificate_moved': '证书变动',
} as const;

export const CERTIFICATION_POLICIES = {
  'certification.levels': '认定审核层级',
  'certification.review_days': '各层级审核时限（工作日）',
  'certification.publicity_days': '公示期（工作日）',
  'certification.examination_days': '异议核查时限（工作日）',
  'certification.term_months': '证书有效期（月）',
  'certification.renewal_days': '到期前可申请续期（天）',
  'certification.evidence': '认定所需佐证材料',
  'certification.change_price_bp': '价格变动多少须变更复审（万分之）',
  'certification.change_stops_sales': '复审期间暂停销售的变更',
} as const;
export const CERTIFICATION_POLICY_CODES = keys(CERTIFICATION_POLICIES);

/** Who sets them, and how far. */
export const CERTIFICATION_POLICY_AUTHORITY = {
  'certification.levels': regional('superset', true),
  'certification.review_days': regional('lower', true),
  'certification.publicity_days': regional('higher', true),
  'certification.examination_days': regional('lower', true),
  'certification.term_months': regional('lower', true),
  'certification.renewal_days': regional(null),
  'certification.evidence': regional('superset', true),
  'certification.change_price_bp': regional('lower', true),
  'certification.change_stops_sales': regional('superset', true),
} as const satisfies Record<keyof typeof CERTIFICATION_POLICIES, PolicyAuthority>;

/** What notices of this context are about. */
export const CERTIFICATION_NOTICE_KINDS = {
  application: '认定申请',
  certificate: '认定证书',
  review: '审核',
} as const;
