export * from './a-campaign';
