export * from './identity.harness';
