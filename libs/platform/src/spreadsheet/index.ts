export { openTable, readRows } from './read-rows';
export type { TableFile, XlsxRow } from './read-xlsx';
export * from './named-rows';
export * from './named-table';
export type { TableLayout } from './table-columns';
export * from './unreadable-file';
export { openArchive } from './zip-archive';
