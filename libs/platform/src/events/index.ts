export * from './define-event';
export * from './publish';
