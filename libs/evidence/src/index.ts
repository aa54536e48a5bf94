export * from './evidence-files';
export * from './evidence.manifest';
export * from './evidence.module';
export * from './evidence.service';
export { MAX_EVIDENCE_BYTES } from './prepare-evidence';
export { VirusScan } from './virus-scan';
