export * from './households.harness';
export * from './a-household';
