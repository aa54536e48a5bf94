export * from './suppliers.harness';
