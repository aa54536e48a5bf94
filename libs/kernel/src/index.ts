export * from './check-digits';
export * from './clock';
export * from './domain-error';
export * from './ids';
export * from './machine';
export * from './money';
