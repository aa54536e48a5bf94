export { CertificatePdf, type CertificatePaper } from './certificate-pdf';
export * from './certificate-status';
export * from './certificates.queries';
export * from './move-certificates';
export * from './upsert-certificates';
