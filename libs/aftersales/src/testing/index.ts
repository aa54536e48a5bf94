export * from './a-case';
