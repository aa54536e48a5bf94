import { error } from '../error';

export const HOUSEHOLDS_ERRORS = {
  household_exists: error(409, '该户已登记，请勿重复登记。'),
  mandate_invalid: error(403, '没有有效的代办授权，或授权已到期、撤销。'),
} as const;
