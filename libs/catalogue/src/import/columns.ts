/** Without these a file does not say which goods it is about. What else a new product needs is asked of its rows. */
export const REQUIRED_COLUMNS = ['供应商', '产品', '规格'] as const;

/** Most data rows of a file. */
export const MAX_IMPORT_ROWS = 100_000;
