import { get, once, post } from '../path.ts';
import { DUTIES } from '../supervision/paths.ts';

const OFFICE = { levels: DUTIES.complaint };

export const aftersalesPaths = {
  aftersalesTerms: get('/orders/:id/after-sales', 'user'),
  openAftersales: once('/after-sales', 'user'),
  listAftersales: get('/after-sales', 'user'),
  viewAftersales: get('/after-sales/:id', 'user'),
  withdrawAftersales: post('/after-sales/:id/withdrawal', 'user'),
  sendBackAftersales: post('/after-sales/:id/return', 'user'),
  escalateAftersales: post('/after-sales/:id/intervention', 'user'),
  listSupplierAftersales: get('/supplier/after-sales', 'supplier'),
  viewSupplierAftersales: get('/supplier/after-sales/:id', 'supplier'),
  agreeAftersales: once('/supplier/after-sales/:id/agreement', 'supplier'),
  refuseAftersales: post('/supplier/after-sales/:id/refusal', 'supplier'),
  receiveAftersales: once('/supplier/after-sales/:id/receipt', 'supplier'),
  listAdminAftersales: get('/admin/after-sales', 'administration'),
  viewAdminAftersales: get('/admin/after-sales/:id', 'administration'),
  decideAftersales: once('/admin/after-sales/:id/decision', 'administration', OFFICE),
} as const;
