export * from './a-payment';
export * from './memory-gateway';
