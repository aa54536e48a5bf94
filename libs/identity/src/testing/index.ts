export * from './identity.harness';
export * from './members-world';
export * from './people';
