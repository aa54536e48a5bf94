import { keys } from '../closed-list';
import { national, type PolicyAuthority } from '../policy-authority';

export const AFTERSALES_CASE_STATUSES = {
  applied: '待商家处理',
  returning: '待退货',
  sent_back: '退货待商家收',
  refused: '商家已驳回',
  intervening: '平台介入中',
  refunding: '退款中',
  refunded: '已退款',
  closed: '已结案',
} as const;
export const AFTERSALES_STATUS_CODES = keys(AFTERSALES_CASE_STATUSES);
export type AftersalesStatus = keyof typeof AFTERSALES_CASE_STATUSES;

/** Whose turn it is in a state, 轮到谁; null: nobody's. */
export const AFTERSALES_TURNS: Readonly<Record<AftersalesStatus, 'buyer' | 'supplier' | 'platform' | null>> = {
  applied: 'supplier',
  returning: 'buyer',
  sent_back: 'supplier',
  refused: 'buyer',
  intervening: 'platform',
  refunding: null,
  refunded: null,
  closed: null,
};
/** What becomes of a case by itself when its time is over. */
export const AFTERSALES_DEFAULTS: Readonly<Record<AftersalesStatus, string | null>> = {
  applied: '商家逾期未处理的，视为同意',
  returning: '买家逾期未寄回的，自动结案',
  sent_back: '商家逾期未确认的，视为收到退货，自动退款',
  refused: '买家逾期未申请平台介入的，自动结案',
  intervening: null,
  refunding: null,
  refunded: null,
  closed: null,
};

export const AFTERSALES_KINDS = { refund: '仅退款', return: '退货退款' } as const;
export const AFTERSALES_KIND_CODES = keys(AFTERSALES_KINDS);
export type AftersalesKind = keyof typeof AFTERSALES_KINDS;

export const AFTERSALES_REASONS = {
  shortage: '少件、漏发',
  damaged: '破损、腐坏',
  wrong: '发错商品',
  quality: '质量问题、与描述不符',
  recalled: '产品召回',
  unwanted: '不想要了（七日无理由）',
} as const;
export const AFTERSALES_REASON_CODES = keys(AFTERSALES_REASONS);
export type AftersalesReason = keyof typeof AFTERSALES_REASONS;

interface ReasonRule {
  readonly kinds: readonly AftersalesKind[];
  /** The share of the freight goes back, too: not where the buyer just thinks better of it (网络购买商品七日无理由退货暂行办法 18 条). */
  readonly freight: boolean;
  /** Photos show it. */
  readonly photos: boolean;
}
export const AFTERSALES_RULES: Readonly<Record<AftersalesReason, ReasonRule>> = {
  shortage: { kinds: ['refund'], freight: true, photos: false },
  damaged: { kinds: ['refund', 'return'], freight: true, photos: true },
  wrong: { kinds: ['refund', 'return'], freight: true, photos: true },
  quality: { kinds: ['refund', 'return'], freight: true, photos: true },
  recalled: { kinds: ['refund', 'return'], freight: true, photos: false },
  unwanted: { kinds: ['return'], freight: false, photos: false },
};

export const AFTERSALES_ENDINGS = { withdrawn: '买家撤销', lapsed: '逾期自动结案', refused: '不予退款' } as const;
export const AFTERSALES_ENDING_CODES = keys(AFTERSALES_ENDINGS);
export type AftersalesEnding = keyof typeof AFTERSALES_ENDINGS;

/** What of a line is in no case yet: pieces, and the money that they share, in fen. */
export interface RestOfLine {
  /** All that is kept of the line, received or not, and is in no case. */
  readonly pieces: number;
  readonly goodsFen: number;
  /** All that was ordered of the line and is in no case: the freight was paid for them. */
  readonly freightPieces: number;
  readonly freightFen: number;
}

const part = (totalFen: number, pieces: number, of: number): number =>
  Number((BigInt(totalFen) * BigInt(pieces)) / BigInt(Math.max(of, 1)));

/**
 * The most that goes back for so many pieces, in fen: their share of what is kept of the line after its discount, and of the line's freight. Pieces differ by at most a fen, the last of a line
 * have what is left, so that the cases of all pieces come to all that was paid for them, however they are cut, and never to more.
 */
export const mostBack = (
  rest: RestOfLine,
  pieces: number,
): { readonly goodsFen: number; readonly freightFen: number } => ({
  goodsFen: part(rest.goodsFen, pieces, rest.pieces),
  freightFen: part(rest.freightFen, pieces, rest.freightPieces),
});
/** The same for a reason: where the buyer thinks better of it, freight stays. */
export function mostFor(rest: RestOfLine, pieces: number, reason: AftersalesReason): number {
  const { goodsFen, freightFen } = mostBack(rest, pieces);
  return goodsFen + (AFTERSALES_RULES[reason].freight ? freightFen : 0);
}

export const AFTERSALES_POLICIES = {
  'aftersales.open_days': '完成后可以申请售后的期限（天）',
  'aftersales.answer_hours': '商家处理售后的时限（小时）',
  'aftersales.return_days': '买家寄回退货的时限（天）',
  'aftersales.receive_days': '商家确认收到退货的时限（天）',
  'aftersales.escalate_days': '驳回后申请平台介入的时限（天）',
  'aftersales.decide_days': '平台处理售后的时限（天）',
} as const;
export const AFTERSALES_POLICY_CODES = keys(AFTERSALES_POLICIES);
export const AFTERSALES_POLICY_AUTHORITY = {
  'aftersales.open_days': national,
  'aftersales.answer_hours': national,
  'aftersales.return_days': national,
  'aftersales.receive_days': national,
  'aftersales.escalate_days': national,
  'aftersales.decide_days': national,
} as const satisfies Record<keyof typeof AFTERSALES_POLICIES, PolicyAuthority>;

export const AFTERSALES_NOTICE_KINDS = { aftersales: '售后' } as const;
export const AFTERSALES_AUDIT_ACTIONS = {
  'aftersales.opened': '申请售后',
  'aftersales.followed': '买家跟进售后',
  'aftersales.answered': '商家处理售后',
  'aftersales.decided': '平台裁定售后',
} as const;
