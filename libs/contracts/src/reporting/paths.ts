import { get } from '../path.ts';

export const reportingPaths = {
  countyPage: get('/counties/:code', 'public'),
  supplierPage: get('/suppliers/:id', 'public'),
  supplierDashboard: get('/supplier/dashboard', 'supplier'),
  exportSupplierOrders: get('/supplier/exports/orders', 'supplier'),
  adminDashboard: get('/admin/dashboard', 'administration'),
  listWaiting: get('/waiting', 'member'),
  exportAdmin: get('/admin/exports/:kind', 'administration'),
  siteMapIndex: get('/sitemap', 'public'),
  siteMapPart: get('/sitemap/:kind/:part', 'public'),
} as const;
