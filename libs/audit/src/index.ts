export * from './acts-of';
export * from './audit-log';
export * from './audit.manifest';
export * from './audit.module';
