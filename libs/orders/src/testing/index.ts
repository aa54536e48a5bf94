// Whoever ships sells under a certificate.
export { aCertificate } from '@yigou/catalogue/testing';
export * from './an-order';
export * from './market';
