export * from './mail-delivery';
export * from './mail-outbox';
export * from './notices';
export { NoticeSettingsOf } from './notice-settings.service';
export * from './notifications.manifest';
export * from './notifications.module';
export * from './notice-digest';
export * from './notice.queries';
export * from './notifications.events';
