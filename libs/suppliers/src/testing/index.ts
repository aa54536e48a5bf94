export * from './admitted';
export * from './suppliers.harness';
