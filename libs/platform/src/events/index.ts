export * from './define-event';
export * from './deliveries';
export * from './publish';
export * from './published-lately';
export * from './schedules';
