export * from './applications';
export * from './batches';
export * from './certificates';
export * from './certification.module';
export * from './doer';
export * from './standing';
export * from './supervision';
export * from './suppliers';
