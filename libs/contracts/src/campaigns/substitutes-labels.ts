import { keys } from '../closed-list';

/** Where an offer of other goods (替代商品) stands. */
export const SUBSTITUTE_STATUSES = { open: '待答复', closed: '已截止', withdrawn: '已撤回' } as const;
export const SUBSTITUTE_STATUS_CODES = keys(SUBSTITUTE_STATUSES);
export type SubstituteStatus = keyof typeof SUBSTITUTE_STATUSES;
export const SUBSTITUTE_ACTIONS = { offer: '提出替代', close: '答复截止', withdraw: '撤回' } as const;

/** What the recipient of a donation says to goods that it did not confirm. */
export const SUBSTITUTE_RECIPIENT_ANSWERS = {
  asked: '待受赠方确认',
  accepted: '受赠方同意',
  declined: '受赠方不接收',
} as const;
export const SUBSTITUTE_RECIPIENT_CODES = keys(SUBSTITUTE_RECIPIENT_ANSWERS);

/** What the log keeps of it. */
export const SUBSTITUTES_AUDIT_ACTIONS = {
  'campaigns.substitute_offered': '提出替代商品',
  'campaigns.substitute_withdrawn': '撤回替代商品',
  'campaigns.substitute_answered': '受赠方答复替代商品',
} as const;
