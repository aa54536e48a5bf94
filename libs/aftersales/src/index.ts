export * from './aftersales.events';
export * from './aftersales.manifest';
export * from './aftersales.module';
export * from './case.queries';
export { AFTERSALES_ENTITIES } from './entities';
export * from './open-case';
export * from './run-case';
export * from './tell-cases';
