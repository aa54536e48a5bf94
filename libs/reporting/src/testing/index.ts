export * from './trade-rows';
