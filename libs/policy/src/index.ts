export * from './policy.manifest';
export * from './policy.module';
export * from './policy-settings';
