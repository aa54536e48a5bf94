import { error } from '../error';

export const TRACEABILITY_ERRORS = {
  batch_exceeded: error(409, '发货数量超过该批次剩余数量，请核对批次。'),
  batch_recalled: error(409, '该批次已被召回，不能再发货，也不能再次召回，请改用其他批次。'),
} as const;
