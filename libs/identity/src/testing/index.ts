export * from './identity.harness';
export * from './members-world';
export * from './people';
export * from './member-of';
export * from './withdrawal';
