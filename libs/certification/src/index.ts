export * from './certificate-status';
export * from './certificates.queries';
export * from './certification.module';
export * from './upsert-certificates';
