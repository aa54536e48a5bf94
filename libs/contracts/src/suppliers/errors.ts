import { error } from '../error';

export const SUPPLIERS_ERRORS = {
  credit_code_taken: error(409, '该统一社会信用代码已登记，请联系该单位的负责人添加账号。'),
  supplier_not_admitted: error(409, '本单位尚未入驻或已被冻结，暂不能进行此操作。'),
  file_incomplete: error(409, '主体档案尚未填写完整，请按提示补全后再提交。'),
  licence_in_use: error(409, '该证照是在售产品所需，请先登记新的证照。'),
} as const;
