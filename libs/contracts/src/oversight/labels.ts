import { keys } from '../closed-list';
import { byFinance, type PolicyAuthority } from '../policy-authority';

/** Where what the fraud watch found (异常线索) stands. */
export const FINDING_STATUSES = { open: '待核查', confirmed: '已核查属实', dismissed: '已排除' } as const;
export const FINDING_STATUS_CODES = keys(FINDING_STATUSES);
export type FindingStatus = keyof typeof FINDING_STATUSES;

/** What happens to one. */
export const FINDING_ACTIONS = { find: '系统发现', confirm: '核查属实', dismiss: '排除', reopen: '重新核查' } as const;
export const FINDING_ACTION_CODES = keys(FINDING_ACTIONS);

/** What the fraud watch (异常监测) looks for, domain §5 (S44). */
export const FINDING_RULES = {
  price_outlier: '单价异常',
  quantity_outlier: '数量异常',
  round_sums: '多笔整数金额',
  concentration: '供应商过于集中',
  no_waybill: '无运单完成',
  back_dated: '验收时间异常',
  split_orders: '疑似拆分采购',
} as const;
export const FINDING_RULE_CODES = keys(FINDING_RULES);
export type FindingRule = keyof typeof FINDING_RULES;

export const FINDING_SEVERITIES = { high: '重大', medium: '一般', low: '提示' } as const;
export const FINDING_SEVERITY_CODES = keys(FINDING_SEVERITIES);
export type FindingSeverity = keyof typeof FINDING_SEVERITIES;

/** What a unit's procurement leaves behind, as an auditor reads it and finds it in the audit pack (审计资料包). */
export const UNIT_RECORD_KINDS = {
  order: '订单',
  line: '订单明细',
  contract: '合同',
  acceptance: '验收单',
  invoice: '发票',
  payment: '付款',
  transfer: '转账凭证',
  refund: '退款',
  requisition: '采购申请',
  approval: '审批记录',
  filing: '年度填报',
  budget: '采购预算',
  statement: '对账单',
  pledge: '团购份额',
} as const;
export const UNIT_RECORD_KIND_CODES = keys(UNIT_RECORD_KINDS);
export type UnitRecordKind = keyof typeof UNIT_RECORD_KINDS;

/** The most originals (contracts, invoices, vouchers) of one audit pack, and the most days that it is of. */
export const AUDIT_PACK = { files: 20_000, days: 366 } as const;

export const OVERSIGHT_AUDIT_ACTIONS = {
  'oversight.pack_taken': '下载审计资料包',
  'oversight.dispute_pack_taken': '下载争议证据包',
  'oversight.finding_confirmed': '异常线索核查属实',
  'oversight.finding_dismissed': '排除异常线索',
  'oversight.finding_reopened': '重新核查异常线索',
} as const;

export const OVERSIGHT_POLICIES = {
  'oversight.outlier_times': '单价、数量异常的倍数',
  'oversight.history_orders': '与本单位以往相比所需的最少次数',
  'oversight.round_yuan': '整数金额的单位（元）',
  'oversight.round_orders': '同一供应商整数金额订单的预警笔数',
  'oversight.concentration_bp': '同一供应商占全年采购的预警比例（基点）',
  'oversight.concentration_orders': '供应商集中预警所需的最少订单数',
  'oversight.backdate_days': '验收登记晚于收货的预警天数',
} as const;
export const OVERSIGHT_POLICY_CODES = keys(OVERSIGHT_POLICIES);

/** Who sets them, and how far: finance departments; who finds more is stricter. */
export const OVERSIGHT_POLICY_AUTHORITY = {
  'oversight.outlier_times': byFinance('lower'),
  'oversight.history_orders': byFinance('lower'),
  'oversight.round_yuan': byFinance('lower'),
  'oversight.round_orders': byFinance('lower'),
  'oversight.concentration_bp': byFinance('lower'),
  'oversight.concentration_orders': byFinance('lower'),
  'oversight.backdate_days': byFinance('lower'),
} as const satisfies Record<keyof typeof OVERSIGHT_POLICIES, PolicyAuthority>;
