import { error } from '../error';

export const RECALLS_ERRORS = {
  recall_not_open: error(409, '该召回已提交结案报告或已结案，请刷新查看。'),
  recall_not_reported: error(409, '该召回还没有待审核的结案报告，请刷新查看。'),
  recall_not_set_aside: error(409, '封存的库存还没有核对，请先登记封存核对结果，再提交结案报告。'),
} as const;
