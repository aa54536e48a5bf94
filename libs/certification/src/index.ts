export { officeNameSql } from './office-names';
export { CERTIFICATION_ENTITIES } from './entities';
export * from './applications';
export * from './certificates';
export * from './certification.manifest';
export * from './certification.module';
export * from './exit-supplier';
export * from './standing';
