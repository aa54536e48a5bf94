import { keys } from '../closed-list';
import { type PolicyAuthority, regional } from '../policy-authority';

/** What the price watch says of a price, 价格监测. */
export const PRICE_VERDICTS = {
  no_reference: '无参考价',
  within: '合理区间内',
  high: '明显偏高',
  low: '明显偏低',
  decimal_slip: '疑似多写或少写一位',
} as const;
export const PRICE_VERDICT_CODES = keys(PRICE_VERDICTS);
export type PriceVerdict = keyof typeof PRICE_VERDICTS;

/** Packing sizes that prices are compared within. */
export const SIZE_CLASSES = { small: '500 克以内', medium: '500 克至 2.5 千克', large: '2.5 千克以上' } as const;
export const SIZE_CLASS_CODES = keys(SIZE_CLASSES);
export type SizeClass = keyof typeof SIZE_CLASSES;

export const PRICES_AUDIT_ACTIONS = {
  'catalogue.price_flagged': '价格异常说明',
} as const;

export const PRICES_POLICIES = {
  'price.high_bp': '价格偏高界限（中位数的万分之）',
  'price.low_bp': '价格偏低界限（中位数的万分之）',
} as const;
export const PRICES_POLICY_CODES = keys(PRICES_POLICIES);

/** Who sets them, and how far. */
export const PRICES_POLICY_AUTHORITY = {
  'price.high_bp': regional('lower'),
  'price.low_bp': regional('higher'),
} as const satisfies Record<keyof typeof PRICES_POLICIES, PolicyAuthority>;
