export * from './count-statements';
export * from './poison';
export * from './test-database';
