export * from './define-event';
export * from './deliveries';
export * from './publish';
export * from './schedules';
export * from './told-lately';
