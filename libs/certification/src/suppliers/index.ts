export * from './move-supplier';
export * from './supplier-status';
