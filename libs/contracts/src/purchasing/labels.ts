import { keys } from '../closed-list';
import { byFinance, type PolicyAuthority } from '../policy-authority';

/** Where a purchase requisition (采购申请) stands. */
export const REQUISITION_STATUSES = {
  draft: '填写中',
  submitted: '待审批',
  returned: '退回修改',
  approved: '已批准',
  ordered: '已下单',
  withdrawn: '已撤回',
  expired: '逾期未批',
} as const;
export const REQUISITION_STATUS_CODES = keys(REQUISITION_STATUSES);
export type RequisitionStatus = keyof typeof REQUISITION_STATUSES;

/** What happens to one. */
export const REQUISITION_ACTIONS = {
  open: '新建',
  submit: '提交审批',
  pass_on: '转上一级审批',
  revise: '修改',
  approve: '批准',
  order: '下单',
  return: '退回',
  withdraw: '撤回',
  expire: '逾期',
} as const;
export const REQUISITION_ACTION_CODES = keys(REQUISITION_ACTIONS);

export const PURCHASING_AUDIT_ACTIONS = {
  'purchasing.requisition_submitted': '提交采购申请',
  'purchasing.requisition_passed_on': '采购申请转上一级审批',
  'purchasing.requisition_approved': '批准采购申请',
  'purchasing.requisition_ordered': '按采购申请下单',
  'purchasing.requisition_returned': '退回采购申请',
  'purchasing.requisition_withdrawn': '撤回采购申请',
  'purchasing.approvers_set': '设置审批限额',
  'purchasing.approval_delegated': '委托审批',
  'purchasing.acceptance_signed': '登记验收单',
  'purchasing.acceptance_confirmed': '复核验收单',
  'purchasing.acceptance_returned': '退回验收单',
  'purchasing.invoice_recorded': '登记发票',
  'purchasing.invoice_received': '核收发票',
  'purchasing.invoice_objected': '对发票提出异议',
  'purchasing.invoice_red_lettered': '登记发票红冲',
  'purchasing.invoice_withdrawn': '撤销发票登记',
  'purchasing.transfer_submitted': '登记转账凭证',
  'purchasing.transfer_withdrawn': '撤回转账凭证',
  'purchasing.transfer_confirmed': '确认转账到账',
  'purchasing.transfer_returned': '退回转账凭证',
  'purchasing.transfer_refunded': '登记转账退款',
  'purchasing.account_opened': '查看供应商收款账户',
  'purchasing.statement_confirmed': '确认对账单',
  'purchasing.statement_objected': '对账单提出异议',
  'purchasing.statement_answered': '答复对账单异议',
  'purchasing.statement_imported': '导入银行流水',
  'purchasing.bank_line_matched': '匹配银行流水',
  'purchasing.bank_line_unmatched': '取消匹配银行流水',
  'purchasing.bank_line_ignored': '忽略银行流水',
  'purchasing.bank_line_reopened': '恢复银行流水',
} as const;

export const PURCHASING_POLICIES = {
  'purchasing.approval_days': '采购申请审批时限（天）',
  'purchasing.split_window_days': '拆分采购核查期（天）',
  'purchasing.transfer_reminder_days': '转账未答复提醒（天）',
} as const;
export const PURCHASING_POLICY_CODES = keys(PURCHASING_POLICIES);

/** Who sets them, and how far. */
export const PURCHASING_POLICY_AUTHORITY = {
  'purchasing.approval_days': byFinance('lower'),
  'purchasing.split_window_days': byFinance('higher'),
  'purchasing.transfer_reminder_days': byFinance('lower'),
} as const satisfies Record<keyof typeof PURCHASING_POLICIES, PolicyAuthority>;

/** What notices of this context are about. */
export const PURCHASING_NOTICE_KINDS = {
  requisition: '采购申请',
  transfer: '对公转账',
  acceptance: '验收',
  invoice: '发票',
  arrears: '应付账款',
  statement: '对账单',
} as const;

/** How long what was accepted has been due (账龄). */
export const DEBT_AGES = {
  not_due: '未到期',
  days_30: '逾期 30 天内',
  days_90: '逾期 31–90 天',
  older: '逾期 90 天以上',
} as const;
export const DEBT_AGE_CODES = keys(DEBT_AGES);
export type DebtAge = keyof typeof DEBT_AGES;

/** What became of a line of a list that a buyer sent (批量清单). */
export const BULK_OUTCOMES = {
  ok: '可以采购',
  choose: '请选一个',
  not_found: '没有找到',
  bad_quantity: '数量有误',
  below_minimum: '不到起订量',
  short: '库存不足',
  withdrawn: '已停售或下架',
  uncertified: '认定或证照失效',
  repeated: '重复',
} as const;
export const BULK_OUTCOME_CODES = keys(BULK_OUTCOMES);
export type BulkOutcome = keyof typeof BULK_OUTCOMES;
/** What a unit may order from again. */
export const REORDER_SOURCES = { template: '采购模板', requisition: '采购申请', order: '商城订单' } as const;
export const REORDER_SOURCE_CODES = keys(REORDER_SOURCES);
export type ReorderFrom = keyof typeof REORDER_SOURCES;
/** So many goods stand side by side. */
export const MOST_COMPARED = 4;
/** The most templates of a unit. */
export const MOST_TEMPLATES = 50;
/** The most lines of one list. */
export const BULK_LIST_ROWS = 500;

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

/** Where the voucher of a bank transfer (转账凭证) stands. */
export const TRANSFER_STATUSES = {
  submitted: '待确认到账',
  confirmed: '已到账',
  returned: '已退回',
  withdrawn: '已撤回',
  lapsed: '已作废',
} as const;
export const TRANSFER_STATUS_CODES = keys(TRANSFER_STATUSES);
export type TransferStatus = keyof typeof TRANSFER_STATUSES;

/** What happens to one. */
export const TRANSFER_ACTIONS = {
  submit: '登记凭证',
  confirm: '确认到账',
  return: '退回',
  withdraw: '撤回',
  lapse: '订单已在线付款，作废',
} as const;
export const TRANSFER_ACTION_CODES = keys(TRANSFER_ACTIONS);

/** What becomes of a row of a bank's statement (银行流水) that is imported. */
export const BANK_ROW_OUTCOMES = {
  refused: '无法读取',
  add: '将导入',
  known: '已导入过',
  outgoing: '不是收入',
} as const;
export const BANK_ROW_OUTCOME_CODES = keys(BANK_ROW_OUTCOMES);
export type BankRowOutcome = keyof typeof BANK_ROW_OUTCOMES;
/** The most rows of one statement. */
export const BANK_STATEMENT_ROWS = 20_000;

/** Where money that came stands: no voucher asks for it, one may be it, it is used for one, or it is not about orders. */
export const BANK_LINE_STATES = {
  open: '未匹配',
  suggested: '有建议',
  matched: '已匹配',
  ignored: '已忽略',
} as const;
export const BANK_LINE_STATE_CODES = keys(BANK_LINE_STATES);
export type BankLineState = keyof typeof BANK_LINE_STATES;
/** The most that are confirmed at once. */
export const BANK_LINES_AT_ONCE = 50;

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

/** Where an invoice (发票) stands. */
export const INVOICE_STATUSES = {
  recorded: '待核收',
  received: '已核收',
  objected: '有异议',
  red_lettered: '已红冲',
  withdrawn: '已撤销',
} as const;
export const INVOICE_STATUS_CODES = keys(INVOICE_STATUSES);
export type InvoiceStatus = keyof typeof INVOICE_STATUSES;

/** What happens to one. */
export const INVOICE_ACTIONS = {
  record: '登记',
  receive: '核收',
  object: '提出异议',
  red_letter: '红冲',
  withdraw: '撤销登记',
} as const;
export const INVOICE_ACTION_CODES = keys(INVOICE_ACTIONS);

/** The most orders that one invoice is recorded against. */
export const INVOICE_ORDERS = 50;

/** Where a monthly statement of account (对账单) of a unit and a supplier stands. */
export const STATEMENT_STATUSES = {
  issued: '待双方确认',
  unit_confirmed: '单位已确认',
  supplier_confirmed: '供应商已确认',
  unit_objected: '单位有异议',
  supplier_objected: '供应商有异议',
  confirmed: '双方已确认',
} as const;
export const STATEMENT_STATUS_CODES = keys(STATEMENT_STATUSES);
export type StatementStatus = keyof typeof STATEMENT_STATUSES;

/** What happens to one. */
export const STATEMENT_ACTIONS = {
  issue: '出具',
  confirm_unit: '单位确认',
  confirm_supplier: '供应商确认',
  object_unit: '单位提出异议',
  object_supplier: '供应商提出异议',
  answer_unit: '单位答复',
  answer_supplier: '供应商答复',
  renew: '数据有变化，重新核算',
} as const;
export const STATEMENT_ACTION_CODES = keys(STATEMENT_ACTIONS);

/** What moves the balance of a statement. */
export const STATEMENT_ENTRIES = {
  adjustment: '以前月份的更正',
  order: '订单完成或验收',
  deduction: '短缺、拒收或未发',
  payment: '付款',
  refund: '退款',
} as const;
export const STATEMENT_ENTRY_CODES = keys(STATEMENT_ENTRIES);

/** What became of an invoice in the month of a statement. */
export const STATEMENT_INVOICES = { recorded: '开票', red_lettered: '红冲' } as const;
export const STATEMENT_INVOICE_CODES = keys(STATEMENT_INVOICES);
