export * from './admitted';
export * from './suppliers.harness';
export * from './mechanisms';
export * from './licences';
