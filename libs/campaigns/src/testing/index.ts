export * from './a-campaign';
export * from './a-bought-campaign';
export * from './recipients';
export * from './recipients-harness';
