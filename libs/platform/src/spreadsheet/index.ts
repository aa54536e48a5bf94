export * from './read-csv';
export * from './read-rows';
export { readXlsx, type XlsxRow } from './read-xlsx';
export * from './named-rows';
export * from './unreadable-file';
export { openArchive } from './zip-archive';
