/** Columns of the import file by their Chinese names. They may come in any order; columns that are not known are ignored. */
export const IMPORT_COLUMNS = [
  ...[
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
  ],
  ...[
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
  ],
] as const;

/** Without these a file is no product file. */
export const REQUIRED_COLUMNS = ['供应商', '产品', '分类', '规格', '单价元'] as const;

/** Most data rows of a file. */
export const MAX_IMPORT_ROWS = 100_000;
