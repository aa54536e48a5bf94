/** Without these a file is no product file. */
export const REQUIRED_COLUMNS = ['供应商', '产品', '分类', '规格', '单价元'] as const;

/** Most data rows of a file. */
export const MAX_IMPORT_ROWS = 100_000;
