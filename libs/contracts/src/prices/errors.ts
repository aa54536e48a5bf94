import { error } from '../error';

export const PRICES_ERRORS = {
  price_reason_required: error(409, '价格明显偏离参考区间，请核对；确认无误请填写理由。'),
  price_slip_suspected: error(409, '价格疑似多写或少写一位小数，请核对；确认无误请勾选确认并填写理由。'),
} as const;
