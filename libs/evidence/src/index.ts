export * from './evidence-files';
export * from './evidence.manifest';
export * from './evidence.module';
export * from './evidence.service';
export { VirusScan } from './virus-scan';
