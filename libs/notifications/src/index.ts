export * from './mail-delivery';
export * from './mail-outbox';
export * from './notifications.module';
