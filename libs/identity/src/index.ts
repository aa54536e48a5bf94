export * from './actor';
export { IDENTITY_ENTITIES } from './entities';
export * from './identity.module';
export * from './organisations';
export * from './sessions';
export * from './sign-in-hooks';
