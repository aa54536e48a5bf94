export { CertificatePdf, type CertificatePaper } from './certificate-pdf';
export * from './certificate-status';
export * from './certificates.queries';
export * from './move-certificates';
export { OpenData } from './open-data';
export * from './upsert-certificates';
