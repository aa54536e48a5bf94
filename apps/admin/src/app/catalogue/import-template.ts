/** Columns of the import, in the order of the template. */
export const IMPORT_COLUMNS = [
  '省份',
  '地市',
  '县',
  '县代码',
  '供应商',
  '统一社会信用代码',
  '供应商类型',
  '产品',
  '分类',
  '规格',
  '净含量克',
  '单价元',
  '市场价元',
  '库存',
  '证书编号',
  '认定层级',
  '有效期起',
  '有效期止',
  '带动户数',
  '带动人数',
  '带贫机制',
  '渠道',
  '描述',
  '演示',
  '来源',
] as const;

/** The empty template as CSV. The mark at its start tells Excel that it is UTF-8; without it Chinese opens as garbage. */
export function templateCsv(): Blob {
  return new Blob(['\uFEFF', IMPORT_COLUMNS.join(','), '\r\n'], { type: 'text/csv;charset=utf-8' });
}
