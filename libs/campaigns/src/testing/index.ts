export * from './a-campaign';
export * from './a-bought-campaign';
