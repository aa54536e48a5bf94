import { error } from '../error';

export const TRACEABILITY_ERRORS = {
  batch_exceeded: error(409, '发货数量超过该批次剩余数量，请核对批次。'),
} as const;
