// Whoever stands above the shelves sells goods of somebody, under a certificate.
export { aCertificate } from '@yigou/certification/testing';
export { anAdmittedSupplier } from '@yigou/suppliers/testing';
export * from './goods';
export * from './imports';
export * from './silent-scope';
