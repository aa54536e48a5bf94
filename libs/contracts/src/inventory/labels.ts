import { keys } from '../closed-list';
import { national, type PolicyAuthority } from '../policy-authority';

export const STOCK_STATES = { in_stock: '有货', low: '库存紧张', sold_out: '已售罄' } as const;
export const STOCK_STATE_CODES = keys(STOCK_STATES);
export type StockState = keyof typeof STOCK_STATES;

export const INVENTORY_AUDIT_ACTIONS = {
  'catalogue.stock_adjusted': '调整库存',
} as const;

export const INVENTORY_POLICIES = {
  'stock.low_pieces': '库存紧张界限（件）',
} as const;
export const INVENTORY_POLICY_CODES = keys(INVENTORY_POLICIES);

/** Who sets them, and how far. */
export const INVENTORY_POLICY_AUTHORITY = {
  'stock.low_pieces': national,
} as const satisfies Record<keyof typeof INVENTORY_POLICIES, PolicyAuthority>;
