export * from './catalogue.module';
export * from './freight';
export * from './freight-table';
export * from './orderable-skus';
