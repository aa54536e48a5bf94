import { error } from '../error';

export const POLICY_ERRORS = {
  policy_invalid: error(400, '参数值不符合要求，请按说明填写。'),
} as const;
