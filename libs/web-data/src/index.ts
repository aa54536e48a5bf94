export * from './api-client';
export * from './intent-key';
export * from './order-watch';
export * from './seats';
export * from './session';
