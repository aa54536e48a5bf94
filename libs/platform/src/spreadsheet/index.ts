export { readXlsx, type XlsxRow } from './read-xlsx';
export * from './unreadable-file';
