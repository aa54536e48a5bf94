export * from './at-a-time';
export * from './blocked';
export * from './changed-tables';
export * from './count-statements';
export * from './given';
export * from './made-up-cursor';
export * from './poison';
export * from './test-database';
