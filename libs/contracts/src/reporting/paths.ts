import { get } from '../path.ts';

export const reportingPaths = {
  supplierDashboard: get('/supplier/dashboard', 'supplier'),
  exportSupplierOrders: get('/supplier/exports/orders', 'supplier'),
  adminDashboard: get('/admin/dashboard', 'admin'),
  exportAdmin: get('/admin/exports/:kind', 'admin'),
} as const;
