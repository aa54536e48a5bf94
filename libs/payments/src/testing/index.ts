export * from './memory-gateway';
