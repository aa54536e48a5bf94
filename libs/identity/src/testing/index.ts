export * from './identity.harness';
export * from './members-world';
