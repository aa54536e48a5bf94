import { keys } from '../closed-list';

export const RECALL_STATUSES = { open: '召回中', reported: '待结案', closed: '已结案' } as const;
export const RECALL_STATUS_CODES = keys(RECALL_STATUSES);
export type RecallStatus = keyof typeof RECALL_STATUSES;

/** How grave it is, 召回等级 (食品召回管理办法 13 条). */
export const RECALL_GRADES = {
  first: '一级召回（已经或可能导致严重健康损害甚至死亡）',
  second: '二级召回（已经或可能导致一般健康损害）',
  third: '三级召回（标签、标识存在虚假标注）',
} as const;
export const RECALL_GRADE_CODES = keys(RECALL_GRADES);
export type RecallGrade = keyof typeof RECALL_GRADES;

/** Hours within which it begins after it is known, and working days within which it is complete after it is announced (食品召回管理办法 13, 18 条). */
export const RECALL_TERMS: Readonly<
  Record<RecallGrade, { readonly startHours: number; readonly workingDays: number }>
> = {
  first: { startHours: 24, workingDays: 10 },
  second: { startHours: 48, workingDays: 20 },
  third: { startHours: 72, workingDays: 30 },
};

/** What an order has to do with the batches. */
export const RECALL_LINE_KINDS = {
  shipped: '已发货，属于召回批次',
  unknown: '已发货，未登记批次，可能涉及',
  owed: '未发货，暂停发货',
} as const;
export const RECALL_LINE_KIND_CODES = keys(RECALL_LINE_KINDS);
export type RecallLineKind = keyof typeof RECALL_LINE_KINDS;

export const RECALLS_NOTICE_KINDS = { recall: '产品召回' } as const;
export const RECALLS_AUDIT_ACTIONS = {
  'recalls.opened': '发起召回',
  'recalls.set_aside': '登记召回库存核对',
  'recalls.reported': '提交召回结案报告',
  'recalls.returned': '退回召回结案报告',
  'recalls.closed': '召回结案',
} as const;
