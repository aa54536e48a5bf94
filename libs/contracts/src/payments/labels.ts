import { keys } from '../closed-list';
import { national, type PolicyAuthority } from '../policy-authority';

export const PAYMENT_STATUSES = {
  pending: '待支付',
  paid: '已支付',
  cancelled: '已关闭',
  quarantined: '金额异常待核查',
  resolved: '金额异常已处理',
} as const;
export const PAYMENT_STATUS_CODES = keys(PAYMENT_STATUSES);
export type PaymentStatus = keyof typeof PAYMENT_STATUSES;

export const REFUND_STATUSES = {
  pending: '待退款',
  submitted: '退款中',
  succeeded: '已退款',
  failed: '退款失败',
} as const;
export const REFUND_STATUS_CODES = keys(REFUND_STATUSES);
export type RefundStatus = keyof typeof REFUND_STATUSES;

/**
 * How money comes: through the payment provider; from account to account (对公转账), of which the provider knows nothing; or from other payments, which pay together (合并支付, the orders
 * of a group purchase).
 */
export const PAYMENT_CHANNELS = { online: '线上支付', transfer: '对公转账', pooled: '合并支付' } as const;
export const PAYMENT_CHANNEL_CODES = keys(PAYMENT_CHANNELS);
export type PaymentChannel = keyof typeof PAYMENT_CHANNELS;

/** What a payment is for: the orders of a checkout, a pledge to a group purchase (认购), what is left of its price after a deposit (尾款), or its orders, which the pledges pay together. */
export const PAYMENT_PURPOSES = {
  checkout: '订单',
  pledge: '团购认购',
  balance: '团购尾款',
  pool: '团购订单',
} as const;
export const PAYMENT_PURPOSE_CODES = keys(PAYMENT_PURPOSES);
export type PaymentPurpose = keyof typeof PAYMENT_PURPOSES;

/** A buyer's bank asks for money back through the provider, 争议（拒付）. */
export const DISPUTE_STATUSES = {
  needs_response: '争议中，待举证',
  under_review: '争议中，渠道审理',
  won: '争议胜诉',
  lost: '争议败诉，款项已退',
} as const;
export const DISPUTE_STATUS_CODES = keys(DISPUTE_STATUSES);
export type DisputeStatus = keyof typeof DISPUTE_STATUSES;

/** What the provider lists and our books are held against, 渠道对账. */
export const COMPARED_KINDS = { payment: '收款', refund: '退款', dispute: '争议' } as const;
export const COMPARED_KIND_CODES = keys(COMPARED_KINDS);
export type ComparedKind = keyof typeof COMPARED_KINDS;
/** Comparisons that their list can be narrowed to. */
export const COMPARISON_CHOICES = { differing: '有不符' } as const;
export const COMPARISON_CHOICE_CODES = keys(COMPARISON_CHOICES);

/** How a person ends the case of a payment in quarantine. */
export const CASE_ENDINGS = { refund: '全部退回', accept: '接受到账金额' } as const;
export const CASE_ENDING_CODES = keys(CASE_ENDINGS);
export type CaseEnding = keyof typeof CASE_ENDINGS;

export const PAYMENTS_AUDIT_ACTIONS = {
  'payments.case_ended': '核查异常支付',
  'payments.refund_retried': '重新发起退款',
} as const;

export const PAYMENTS_POLICIES = {
  'refund.automatic_retries': '退款失败自动重试（次）',
} as const;
export const PAYMENTS_POLICY_CODES = keys(PAYMENTS_POLICIES);

/** Who sets them, and how far. */
export const PAYMENTS_POLICY_AUTHORITY = {
  'refund.automatic_retries': national,
} as const satisfies Record<keyof typeof PAYMENTS_POLICIES, PolicyAuthority>;
