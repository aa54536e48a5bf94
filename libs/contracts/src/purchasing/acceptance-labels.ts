import { keys } from '../closed-list';

/** Where an acceptance sheet (验收单) stands. */
export const ACCEPTANCE_STATUSES = {
  signed: '待复核',
  confirmed: '已验收',
  returned: '已退回',
  lapsed: '已作废',
} as const;
export const ACCEPTANCE_STATUS_CODES = keys(ACCEPTANCE_STATUSES);
export type AcceptanceStatus = keyof typeof ACCEPTANCE_STATUSES;

/** What happens to one. */
export const ACCEPTANCE_ACTIONS = {
  sign: '登记并签字',
  confirm: '复核通过',
  return: '退回',
  lapse: '订单已完成，作废',
} as const;
export const ACCEPTANCE_ACTION_CODES = keys(ACCEPTANCE_ACTIONS);

/** Why goods that came were not taken. */
export const GOODS_REFUSALS = {
  damaged: '破损',
  spoiled: '变质',
  expired: '临期或过期',
  different: '与订单不符',
  unproven: '证明材料不全',
  other: '其他',
} as const;
export const GOODS_REFUSAL_CODES = keys(GOODS_REFUSALS);
export type GoodsRefusal = keyof typeof GOODS_REFUSALS;

/** Papers that come with goods. */
export const GOODS_PAPERS = {
  conformity: '承诺达标合格证',
  inspection: '检验报告',
  quarantine: '检疫证明',
  delivery: '送货单',
} as const;
export const GOODS_PAPER_CODES = keys(GOODS_PAPERS);
export type GoodsPaper = keyof typeof GOODS_PAPERS;

/** The most lines of an inspection ledger: some months of a canteen, drawn in about a second. */
export const INSPECTION_LEDGER_ROWS = 1_000;
