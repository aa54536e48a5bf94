export * from './households.harness';
