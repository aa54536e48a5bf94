export { ConsoleTables } from './console-tables';
export { Dashboards } from './dashboards';
export { type ExportFile, Exports, MAX_EXPORT_ROWS, XLSX } from './exports';
export * from './reporting.manifest';
export * from './reporting.module';
export { inspectionLedgerBook } from './inspection-ledger-book';
export { ReviewBulletin } from './review-bulletin';
export { ShareBulletinFiles } from './share-bulletin-files';
export { statementBook } from './statement-book';
