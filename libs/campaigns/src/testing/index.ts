export * from './a-campaign';
export * from './a-bought-campaign';
export * from './a-substitute';
export * from './recipients';
export * from './recipients-harness';
export * from './pledge-market';
export * from './authoring-world';
