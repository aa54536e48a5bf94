import { keys } from '../closed-list';
import { byFinance, type PolicyAuthority } from '../policy-authority';

/** Where a year's share (预留份额填报) stands, domain §3c. 未填报 is that there is none. */
export const FILING_STATUSES = {
  draft: '填写中',
  submitted: '待主管单位审核',
  reviewed: '待财政部门确认',
  returned: '退回重填',
  in_force: '执行中',
  superseded: '已被变更替代',
  fulfilled: '年终完成',
  unfulfilled: '年终未完成',
  discarded: '已作废',
} as const;
export const FILING_STATUS_CODES = keys(FILING_STATUSES);
export type FilingStatus = keyof typeof FILING_STATUSES;

/** What happens to a version of a filing. */
export const FILING_ACTIONS = {
  begin: '开始填报',
  file: '提交',
  withdraw: '撤回',
  approve: '审核通过',
  confirm: '确认',
  return: '退回',
  supersede: '由变更替代',
  close_year: '年终核定',
  discard: '作废',
  lapse: '随单位撤并作废',
} as const;
export const FILING_ACTION_CODES = keys(FILING_ACTIONS);
export type FilingActionCode = keyof typeof FILING_ACTIONS;

/** Where a unit's year stands in lists: as its latest version does, or not filed at all. */
export const SHARE_STATES = { missing: '未填报', ...FILING_STATUSES } as const;
export const SHARE_STATE_CODES = keys(SHARE_STATES);
export type ShareState = keyof typeof SHARE_STATES;

/** What may be wrong with what a unit states of its year, as the sentence at the field. */
export const SHARE_FINDINGS = {
  ratio_below_minimum: '低于本地区规定的预留比例下限',
  ratio_below_last_year: '低于本单位上年的预留比例',
  total_missing: '请填写年度食堂食材采购总额',
  total_without_canteen: '无食堂或由其他单位代为填报的，总额应为 0',
  ratio_without_canteen: '无食堂或由其他单位代为填报的，比例应为 0',
  shared_with_missing: '请选择代为填报的单位',
  shared_with_unknown: '该单位未登记，或本年度也由其他单位代为填报，请另选',
  operator_missing: '请填写食堂承包方',
  operator_unknown: '没有这个承包方，请重新登记',
  remark_missing: '请在备注中写明“无食堂”，或由哪个单位代为填报',
} as const;
export const SHARE_FINDING_CODES = keys(SHARE_FINDINGS);
export type ShareFinding = keyof typeof SHARE_FINDINGS;

/** Where a unit's request to stand below another stands. */
export const UNIT_ADMISSION_STATUSES = {
  waiting: '待同意',
  accepted: '已同意',
  refused: '已退回',
  withdrawn: '已撤回',
} as const;
export const UNIT_ADMISSION_STATUS_CODES = keys(UNIT_ADMISSION_STATUSES);
export type UnitAdmissionStatus = keyof typeof UNIT_ADMISSION_STATUSES;
export const UNIT_ADMISSION_ACTIONS = { ask: '申请', accept: '同意', refuse: '退回', withdraw: '撤回' } as const;

/** Where a request stands that an order shall count to another unit (R9). */
export const SHARE_CORRECTION_STATUSES = {
  asked: '待对方单位同意',
  agreed: '待财政部门确认',
  approved: '已更正',
  declined: '对方单位不同意',
  rejected: '财政部门未通过',
  withdrawn: '已撤回',
} as const;
export const SHARE_CORRECTION_STATUS_CODES = keys(SHARE_CORRECTION_STATUSES);
export type ShareCorrectionStatus = keyof typeof SHARE_CORRECTION_STATUSES;
export const SHARE_CORRECTION_ACTIONS = {
  ask: '申请',
  agree: '同意',
  decline: '不同意',
  approve: '确认更正',
  reject: '退回',
  withdraw: '撤回',
} as const;
export const SHARE_CORRECTION_ACTION_CODES = keys(SHARE_CORRECTION_ACTIONS);
/** What a unit reports of itself. */
export const UNIT_CHANGE_KINDS = { renamed: '更名', merged: '并入其他单位', abolished: '撤销' } as const;
export const UNIT_CHANGE_KIND_CODES = keys(UNIT_CHANGE_KINDS);
export type UnitChangeKind = keyof typeof UNIT_CHANGE_KINDS;
export const UNIT_CHANGE_STATUSES = {
  waiting: '待办理',
  accepted: '已办理',
  returned: '已退回',
  withdrawn: '已撤回',
  lapsed: '已失效',
} as const;
export const UNIT_CHANGE_STATUS_CODES = keys(UNIT_CHANGE_STATUSES);
export type UnitChangeStatus = keyof typeof UNIT_CHANGE_STATUSES;

/** What a row of a roster of units (单位名册) would do. */
export const ROSTER_OUTCOMES = {
  conflict: '有冲突',
  end: '撤并',
  change: '变更',
  create: '新增',
  unchanged: '无变化',
} as const;
export const ROSTER_OUTCOME_CODES = keys(ROSTER_OUTCOMES);
export type RosterOutcome = keyof typeof ROSTER_OUTCOMES;

/** How the unit's canteen is run, R4 and R5. */
export const CANTEEN_KINDS = {
  own: '自办食堂',
  contracted: '外包食堂',
  shared: '共用食堂',
  none: '无食堂',
} as const;
export const CANTEEN_KIND_CODES = keys(CANTEEN_KINDS);
export type CanteenKind = keyof typeof CANTEEN_KINDS;

export const BUDGET_KINDS = { canteen: '食堂食材', union: '工会福利', project: '专项' } as const;
export const BUDGET_KIND_CODES = keys(BUDGET_KINDS);
export type BudgetKind = keyof typeof BUDGET_KINDS;

/** How something was bought that counts to a unit: of one of its budgets, or by its staff for themselves (R8). */
export type ShareKind = BudgetKind | 'staff';

export const BUDGET_REACHES = { own: '本单位', subtree: '本单位及下级' } as const;
export const BUDGET_REACH_CODES = keys(BUDGET_REACHES);
export type BudgetReach = keyof typeof BUDGET_REACHES;

/** How often finance departments report on their region (R11). */
export const BULLETIN_PERIODS = { month: '月度', quarter: '季度', half: '半年' } as const;
export const BULLETIN_PERIOD_CODES = keys(BULLETIN_PERIODS);
export type BulletinPeriod = keyof typeof BULLETIN_PERIODS;
const MONTHS_OF: Record<BulletinPeriod, number> = { month: 1, quarter: 3, half: 6 };

/** The last month of a period of a year; more than 12 where there is no such part. */
export const bulletinEnd = (period: BulletinPeriod, part: number): number => part * MONTHS_OF[period];

/** “2026 年第 1 季度预留份额执行情况通报”. */
export function bulletinTitle({ year, period, part }: { year: number; period: BulletinPeriod; part: number }): string {
  const parts = { month: `${part} 月`, quarter: `第 ${part} 季度`, half: part === 1 ? '上半年' : '下半年' } as const;
  return `${year} 年${parts[period]}预留份额执行情况通报`;
}

export const PROCUREMENT_AUDIT_ACTIONS = {
  'procurement.bulletin_published': '发布预留份额通报',
  'procurement.unit_registered': '登记预算单位',
  'procurement.roster_imported': '导入单位名册',
  'procurement.unit_changed': '更名或划转预算单位',
  'procurement.unit_ended': '撤并预算单位',
  'procurement.unit_admitted': '同意单位列为下级',
  'procurement.unit_refused': '退回单位登记申请',
  'procurement.unit_change_reported': '报告单位变动',
  'procurement.unit_change_withdrawn': '撤回单位变动报告',
  'procurement.unit_change_returned': '退回单位变动报告',
  'procurement.operator_named': '登记食堂承包方',
  'procurement.share_reminded': '提醒填报预留份额',
  'procurement.ratio_granted': '批准较低预留比例',
  'procurement.ratio_revoked': '撤销较低预留比例的批准',
  'procurement.share_filed': '提交预留份额',
  'procurement.share_approved': '预留份额审核通过',
  'procurement.share_returned': '预留份额退回重填',
  'procurement.share_lapsed': '预留份额随单位撤并作废',
  'procurement.share_confirmed': '预留份额确认',
  'procurement.correction_asked': '申请订单计入更正',
  'procurement.correction_agreed': '同意订单计入更正',
  'procurement.correction_declined': '不同意订单计入更正',
  'procurement.correction_withdrawn': '撤回订单计入更正',
  'procurement.correction_approved': '确认订单计入更正',
  'procurement.correction_rejected': '退回订单计入更正',
  'procurement.staff_code_made': '生成职工绑定码',
  'procurement.staff_code_closed': '停用职工绑定码',
  'procurement.budget_opened': '设立采购预算',
  'procurement.budget_changed': '调整采购预算额度',
} as const;

export const PROCUREMENT_POLICIES = {
  'share.minimum_bp': '预留比例下限（基点）',
  'share.not_below_last_year': '预留比例不得低于上年',
  'share.filing_deadline': '填报截止日（月-日）',
  'share.review_working_days': '主管单位审核时限（工作日）',
  'share.confirm_working_days': '财政部门确认时限（工作日）',
  'share.pace_tolerance_bp': '完成率落后时间进度的预警幅度（基点）',
} as const;
export const PROCUREMENT_POLICY_CODES = keys(PROCUREMENT_POLICIES);

/** Who sets them, and how far: finance departments, never below what holds above them (R1, R2); a lower minimum takes two persons. */
export const PROCUREMENT_POLICY_AUTHORITY = {
  'share.minimum_bp': byFinance('higher', true),
  'share.not_below_last_year': byFinance('higher', true),
  'share.filing_deadline': byFinance('lower'),
  'share.review_working_days': byFinance('lower'),
  'share.confirm_working_days': byFinance('lower'),
  'share.pace_tolerance_bp': byFinance('lower'),
} as const satisfies Record<keyof typeof PROCUREMENT_POLICIES, PolicyAuthority>;

/** What notices of this context are about. */
export const PROCUREMENT_NOTICE_KINDS = { share: '预留份额' } as const;

/** 100 % in basis points. */
const WHOLE_BP = 10_000;

/** amount × basis points ÷ 10,000, rounded half up to the fen; both are not negative. */
export function shareOfFen(amountFen: number, ratioBp: number): number {
  const product = BigInt(amountFen) * BigInt(ratioBp);
  return Number((product + BigInt(WHOLE_BP / 2)) / BigInt(WHOLE_BP));
}

/**
 * Fulfilment rate (完成率) in basis points, rounded half up: finished trade ÷ reserved share, which may pass 100 % (R10). Null where nothing is reserved: a unit
 * without a canteen has no rate, though its purchases count (R4).
 */
export function fulfilmentBp(finishedFen: number, reservedFen: number): number | null {
  if (reservedFen <= 0) return null;
  const doubled = BigInt(finishedFen) * BigInt(WHOLE_BP) * 2n + BigInt(reservedFen);
  return Number(doubled / (BigInt(reservedFen) * 2n));
}

/** How much of a year has gone by on a day of the market, both included, in basis points: 0 before it and all of it afterwards. */
export function elapsedBp(year: number, day: string): number {
  const start = Date.UTC(year, 0, 1);
  const days = (Date.UTC(year + 1, 0, 1) - start) / 86_400_000;
  const gone = (Date.parse(`${day}T00:00:00Z`) - start) / 86_400_000 + 1;
  return Math.round((Math.min(Math.max(gone, 0), days) / days) * WHOLE_BP);
}
