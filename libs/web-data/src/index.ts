export * from './api-client';
export * from './intent-key';
export * from './order-watch';
export * from './session';
