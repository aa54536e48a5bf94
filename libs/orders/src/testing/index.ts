// Whoever ships sells under a certificate.
export { aCertificate } from '@yigou/catalogue/testing';
export * from './a-delivery-point';
export * from './an-order';
export * from './done-on';
export * from './market';
export * from './some-days-ago';
