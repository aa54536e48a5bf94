import { error } from '../error';

export const OVERSIGHT_ERRORS = {
  finding_closed: error(409, '这条线索已经有结论，请刷新后查看。'),
  pack_too_large: error(422, '所选期间的合同、发票和凭证太多，请缩短期间分次下载。'),
} as const;
