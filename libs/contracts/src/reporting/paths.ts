import { get } from '../path.ts';

export const reportingPaths = {
  supplierDashboard: get('/supplier/dashboard', 'supplier'),
  exportSupplierOrders: get('/supplier/exports/orders', 'supplier'),
  adminDashboard: get('/admin/dashboard', 'administration'),
  listWaiting: get('/waiting', 'member'),
  exportAdmin: get('/admin/exports/:kind', 'administration'),
} as const;
