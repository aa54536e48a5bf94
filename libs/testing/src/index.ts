export * from './count-statements';
export * from './test-database';
