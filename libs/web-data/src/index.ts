export * from './api-client';
export * from './api-resource';
export * from './intent-key';
export * from './order-watch';
export * from './paged';
export * from './seats';
export * from './session';
export * from './upload-progress';
