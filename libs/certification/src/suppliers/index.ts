export * from './benefit-summary';
export * from './move-supplier';
export * from './require-admitted';
export * from './supplier-status';
