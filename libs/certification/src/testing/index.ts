export * from './applications';
export * from './certificates';
