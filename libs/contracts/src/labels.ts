/**
 * Closed lists with the Chinese words that people read for them, and the error catalogue: merged from the contexts. No Zod here: the web apps
 * and the kernel import this file alone.
 */
import { CATALOGUE_ERRORS } from './catalogue/errors';
import { CATALOGUE_AUDIT_ACTIONS, CATALOGUE_POLICIES, CATALOGUE_POLICY_AUTHORITY } from './catalogue/labels';
import { CERTIFICATION_ERRORS } from './certification/errors';
import {
  CERTIFICATION_AUDIT_ACTIONS,
  CERTIFICATION_NOTICE_KINDS,
  CERTIFICATION_POLICIES,
  CERTIFICATION_POLICY_AUTHORITY,
} from './certification/labels';
import { EVIDENCE_ERRORS } from './evidence/errors';
import { EVIDENCE_AUDIT_ACTIONS } from './evidence/labels';
import { HOUSEHOLDS_ERRORS } from './households/errors';
import { HOUSEHOLDS_AUDIT_ACTIONS, HOUSEHOLDS_NOTICE_KINDS } from './households/labels';
import { IDENTITY_ERRORS } from './identity/errors';
import { IDENTITY_AUDIT_ACTIONS, IDENTITY_NOTICE_KINDS } from './identity/labels';
import { INVENTORY_ERRORS } from './inventory/errors';
import { INVENTORY_AUDIT_ACTIONS, INVENTORY_POLICIES, INVENTORY_POLICY_AUTHORITY } from './inventory/labels';
import { LOGISTICS_ERRORS } from './logistics/errors';
import { LOGISTICS_AUDIT_ACTIONS, LOGISTICS_NOTICE_KINDS } from './logistics/labels';
import { NOTIFICATIONS_POLICIES, NOTIFICATIONS_POLICY_AUTHORITY } from './notifications/labels';
import { ORDERS_ERRORS } from './orders/errors';
import { ORDERS_AUDIT_ACTIONS, ORDERS_NOTICE_KINDS, ORDERS_POLICIES, ORDERS_POLICY_AUTHORITY } from './orders/labels';
import { PAYMENTS_ERRORS } from './payments/errors';
import { PAYMENTS_AUDIT_ACTIONS, PAYMENTS_POLICIES, PAYMENTS_POLICY_AUTHORITY } from './payments/labels';
import { PLATFORM_ERRORS } from './platform/errors';
import { PLATFORM_AUDIT_ACTIONS } from './platform/labels';
import { POLICY_ERRORS } from './policy/errors';
import { POLICY_AUDIT_ACTIONS } from './policy/labels';
import { PRICES_ERRORS } from './prices/errors';
import { REGIONS_ERRORS } from './regions/errors';
import { REGIONS_AUDIT_ACTIONS } from './regions/labels';
import { PRICES_AUDIT_ACTIONS, PRICES_POLICIES, PRICES_POLICY_AUTHORITY } from './prices/labels';
import { PROCUREMENT_ERRORS } from './procurement/errors';
import {
  PROCUREMENT_AUDIT_ACTIONS,
  PROCUREMENT_NOTICE_KINDS,
  PROCUREMENT_POLICIES,
  PROCUREMENT_POLICY_AUTHORITY,
} from './procurement/labels';
import { REPORTING_AUDIT_ACTIONS } from './reporting/labels';
import { SUPPLIERS_ERRORS } from './suppliers/errors';
import {
  SUPPLIERS_AUDIT_ACTIONS,
  SUPPLIERS_NOTICE_KINDS,
  SUPPLIERS_POLICIES,
  SUPPLIERS_POLICY_AUTHORITY,
} from './suppliers/labels';
import { SUPERVISION_ERRORS } from './supervision/errors';
import {
  SUPERVISION_AUDIT_ACTIONS,
  SUPERVISION_NOTICE_KINDS,
  SUPERVISION_POLICIES,
  SUPERVISION_POLICY_AUTHORITY,
} from './supervision/labels';
import { TRACEABILITY_ERRORS } from './traceability/errors';
import { TRACEABILITY_AUDIT_ACTIONS } from './traceability/labels';
import {
  PURCHASING_AUDIT_ACTIONS,
  PURCHASING_NOTICE_KINDS,
  PURCHASING_POLICIES,
  PURCHASING_POLICY_AUTHORITY,
} from './purchasing/labels';
import { PURCHASING_ERRORS } from './purchasing/errors';
import { OVERSIGHT_ERRORS } from './oversight/errors';
import { OVERSIGHT_AUDIT_ACTIONS, OVERSIGHT_POLICIES, OVERSIGHT_POLICY_AUTHORITY } from './oversight/labels';
import { CAMPAIGNS_ERRORS } from './campaigns/errors';
import { RECALLS_ERRORS } from './recalls/errors';
import { RECALLS_AUDIT_ACTIONS, RECALLS_NOTICE_KINDS } from './recalls/labels';
import { AFTERSALES_ERRORS } from './aftersales/errors';
import {
  AFTERSALES_AUDIT_ACTIONS,
  AFTERSALES_NOTICE_KINDS,
  AFTERSALES_POLICIES,
  AFTERSALES_POLICY_AUTHORITY,
} from './aftersales/labels';
import {
  CAMPAIGNS_AUDIT_ACTIONS,
  CAMPAIGNS_NOTICE_KINDS,
  CAMPAIGNS_POLICIES,
  CAMPAIGNS_POLICY_AUTHORITY,
} from './campaigns/labels';
import type { PolicyAuthority } from './policy-authority';
import { keys } from './closed-list';
import type { Refusal } from './error';
import { merge } from './merge';

export * from './catalogue/bulk-price';
export * from './catalogue/weight-price';
export * from './catalogue/labels';
export * from './certification/labels';
export * from './evidence/labels';
export * from './households/labels';
export * from './identity/labels';
export * from './inventory/labels';
export * from './logistics/labels';
export * from './notifications/labels';
export * from './orders/delivery-words';
export * from './orders/labels';
export * from './payments/labels';
export * from './platform/labels';
export * from './policy/labels';
export * from './prices/labels';
export * from './procurement/labels';
export * from './regions/labels';
export * from './reporting/labels';
export * from './suppliers/labels';
export * from './supervision/labels';
export * from './traceability/labels';
export * from './purchasing/labels';
export * from './oversight/labels';
export * from './campaigns/labels';
export * from './recalls/labels';
export * from './aftersales/labels';
export * from './campaigns/public-labels';

/** Every refusal the API can give: HTTP status and the Chinese sentence that says what to do. The list is closed. */
export const ERROR_CATALOGUE = merge({
  catalogue: CATALOGUE_ERRORS,
  certification: CERTIFICATION_ERRORS,
  evidence: EVIDENCE_ERRORS,
  households: HOUSEHOLDS_ERRORS,
  identity: IDENTITY_ERRORS,
  inventory: INVENTORY_ERRORS,
  logistics: LOGISTICS_ERRORS,
  orders: ORDERS_ERRORS,
  payments: PAYMENTS_ERRORS,
  platform: PLATFORM_ERRORS,
  policy: POLICY_ERRORS,
  prices: PRICES_ERRORS,
  procurement: PROCUREMENT_ERRORS,
  regions: REGIONS_ERRORS,
  supervision: SUPERVISION_ERRORS,
  suppliers: SUPPLIERS_ERRORS,
  traceability: TRACEABILITY_ERRORS,
  purchasing: PURCHASING_ERRORS,
  oversight: OVERSIGHT_ERRORS,
  campaigns: CAMPAIGNS_ERRORS,
  recalls: RECALLS_ERRORS,
  aftersales: AFTERSALES_ERRORS,
}) satisfies Record<string, Refusal>;
export type ErrorCode = keyof typeof ERROR_CATALOGUE;
export const ERROR_CODES = keys(ERROR_CATALOGUE);

/** What the audit trail calls the things that were acted on. */
export const AUDIT_SUBJECTS = {
  acceptance: '验收',
  address: '网络地址',
  aftersales: '售后',
  appeal: '申诉',
  application: '认定申请',
  bank_line: '银行流水',
  bank_statement: '银行对账单',
  batch: '批次',
  benefit_link: '带动关系',
  benefit_mechanism: '带贫机制',
  budget: '预算',
  budget_unit: '预算单位',
  campaign: '团购活动',
  certificate: '证书',
  complaint: '投诉',
  draw: '抽检抽取',
  evidence: '材料',
  export: '导出文件',
  finding: '疑点',
  household: '农户',
  household_import: '农户导入',
  import: '产品导入',
  inspection: '抽检',
  invitation: '邀请',
  invoice: '发票',
  job: '任务',
  mandate: '授权委托',
  need: '受助需求',
  order: '订单',
  organisation: '机构',
  payment: '支付',
  pledge: '认购',
  policy: '政策参数',
  product: '产品',
  recall: '召回',
  refund: '退款',
  region_change: '区划变更',
  registration: '受助单位登记',
  requisition: '采购申请',
  sanction: '处理决定',
  session: '登录',
  share_bulletin: '预留份额通报',
  share_filing: '预留份额申报',
  statement: '结算单',
  supplier: '供应商',
  transfer: '转账',
  unit_roster_import: '单位名册导入',
  user: '账号',
} as const;
export type AuditSubject = keyof typeof AUDIT_SUBJECTS;

/** What the audit trail calls the actions it keeps. */
export const AUDIT_ACTIONS = merge({
  aftersales: AFTERSALES_AUDIT_ACTIONS,
  campaigns: CAMPAIGNS_AUDIT_ACTIONS,
  catalogue: CATALOGUE_AUDIT_ACTIONS,
  certification: CERTIFICATION_AUDIT_ACTIONS,
  evidence: EVIDENCE_AUDIT_ACTIONS,
  households: HOUSEHOLDS_AUDIT_ACTIONS,
  identity: IDENTITY_AUDIT_ACTIONS,
  inventory: INVENTORY_AUDIT_ACTIONS,
  logistics: LOGISTICS_AUDIT_ACTIONS,
  orders: ORDERS_AUDIT_ACTIONS,
  oversight: OVERSIGHT_AUDIT_ACTIONS,
  payments: PAYMENTS_AUDIT_ACTIONS,
  platform: PLATFORM_AUDIT_ACTIONS,
  policy: POLICY_AUDIT_ACTIONS,
  prices: PRICES_AUDIT_ACTIONS,
  procurement: PROCUREMENT_AUDIT_ACTIONS,
  purchasing: PURCHASING_AUDIT_ACTIONS,
  regions: REGIONS_AUDIT_ACTIONS,
  reporting: REPORTING_AUDIT_ACTIONS,
  recalls: RECALLS_AUDIT_ACTIONS,
  supervision: SUPERVISION_AUDIT_ACTIONS,
  suppliers: SUPPLIERS_AUDIT_ACTIONS,
  traceability: TRACEABILITY_AUDIT_ACTIONS,
});
export type AuditAction = keyof typeof AUDIT_ACTIONS;

/** Policy parameters that administrators set, each by region, category and effective period. */
export const POLICIES = merge({
  aftersales: AFTERSALES_POLICIES,
  campaigns: CAMPAIGNS_POLICIES,
  certification: CERTIFICATION_POLICIES,
  inventory: INVENTORY_POLICIES,
  notifications: NOTIFICATIONS_POLICIES,
  catalogue: CATALOGUE_POLICIES,
  orders: ORDERS_POLICIES,
  oversight: OVERSIGHT_POLICIES,
  payments: PAYMENTS_POLICIES,
  prices: PRICES_POLICIES,
  procurement: PROCUREMENT_POLICIES,
  purchasing: PURCHASING_POLICIES,
  supervision: SUPERVISION_POLICIES,
  suppliers: SUPPLIERS_POLICIES,
});
export type PolicyName = keyof typeof POLICIES;
export const POLICY_CODES = keys(POLICIES);

/** Who sets each parameter, how far, and whether a second person confirms. */
export const POLICY_AUTHORITY: Readonly<Record<PolicyName, PolicyAuthority>> = merge({
  aftersales: AFTERSALES_POLICY_AUTHORITY,
  campaigns: CAMPAIGNS_POLICY_AUTHORITY,
  certification: CERTIFICATION_POLICY_AUTHORITY,
  inventory: INVENTORY_POLICY_AUTHORITY,
  notifications: NOTIFICATIONS_POLICY_AUTHORITY,
  catalogue: CATALOGUE_POLICY_AUTHORITY,
  orders: ORDERS_POLICY_AUTHORITY,
  oversight: OVERSIGHT_POLICY_AUTHORITY,
  payments: PAYMENTS_POLICY_AUTHORITY,
  prices: PRICES_POLICY_AUTHORITY,
  procurement: PROCUREMENT_POLICY_AUTHORITY,
  purchasing: PURCHASING_POLICY_AUTHORITY,
  supervision: SUPERVISION_POLICY_AUTHORITY,
  suppliers: SUPPLIERS_POLICY_AUTHORITY,
});

/** What notices are about. */
export const NOTICE_KINDS = merge({
  aftersales: AFTERSALES_NOTICE_KINDS,
  campaigns: CAMPAIGNS_NOTICE_KINDS,
  certification: CERTIFICATION_NOTICE_KINDS,
  households: HOUSEHOLDS_NOTICE_KINDS,
  identity: IDENTITY_NOTICE_KINDS,
  logistics: LOGISTICS_NOTICE_KINDS,
  orders: ORDERS_NOTICE_KINDS,
  procurement: PROCUREMENT_NOTICE_KINDS,
  purchasing: PURCHASING_NOTICE_KINDS,
  recalls: RECALLS_NOTICE_KINDS,
  supervision: SUPERVISION_NOTICE_KINDS,
  suppliers: SUPPLIERS_NOTICE_KINDS,
});
export type NoticeKind = keyof typeof NOTICE_KINDS;
export const NOTICE_KIND_CODES = keys(NOTICE_KINDS);
export * from './certificate-numbers';
export * from './phone';
export * from './plain-text';
export * from './refused-rows';
