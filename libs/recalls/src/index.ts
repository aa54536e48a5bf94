export { RECALLS_ENTITIES } from './entities';
export * from './close-recalled';
export { HoldNewPackings } from './hold-goods';
export * from './open-recall';
export * from './recalls.manifest';
export * from './recalls.module';
export * from './recalls.queries';
export * from './run-recall';
export * from './tell-recalls';
