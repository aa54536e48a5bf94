import { get, once, post } from '../path.ts';
import { DUTIES } from '../supervision/paths.ts';

const MANAGER = { roles: ['manager'] } as const;
const OFFICE = { levels: DUTIES.recall };

export const recallsPaths = {
  listPublicRecalls: get('/recalls', 'public'),
  viewPublicRecall: get('/recalls/:number', 'public'),
  listSupplierRecalls: get('/supplier/recalls', 'supplier'),
  openSupplierRecall: once('/supplier/recalls', 'supplier', MANAGER),
  viewSupplierRecall: get('/supplier/recalls/:id', 'supplier'),
  setAsideRecall: post('/supplier/recalls/:id/set-aside', 'supplier'),
  reportRecall: post('/supplier/recalls/:id/report', 'supplier', MANAGER),
  listRecalls: get('/admin/recalls', 'administration'),
  openRecall: once('/admin/recalls', 'administration', OFFICE),
  viewRecall: get('/admin/recalls/:id', 'administration'),
  closeRecall: post('/admin/recalls/:id/closing', 'administration', OFFICE),
  returnRecall: post('/admin/recalls/:id/return', 'administration', OFFICE),
} as const;
