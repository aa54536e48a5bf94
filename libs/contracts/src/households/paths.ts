import { get, once, post, put } from '../path.ts';

export const householdsPaths = {
  getMandateLog: get('/mandate-logs/:code', 'public'),
  listActsOnBehalf: get('/supplier/acts-on-behalf', 'supplier'),
  listHouseholds: get('/admin/households', 'administration'),
  findHousehold: post('/admin/households/lookup', 'administration'),
  createHousehold: once('/admin/households', 'administration'),
  updateHousehold: put('/admin/households/:id', 'administration'),
  discloseHousehold: post('/admin/households/:id/disclosure', 'administration'),
  householdTemplate: get('/admin/household-imports/template', 'administration'),
  previewHouseholds: post('/admin/household-imports', 'administration'),
  confirmHouseholds: once('/admin/household-imports/:id/confirmation', 'administration'),
  listMandates: get('/admin/mandates', 'administration'),
  grantMandate: once('/admin/mandates', 'administration'),
  revokeMandate: post('/admin/mandates/:id/revocation', 'administration'),
  listMyMandates: get('/me/mandates', 'user'),
} as const;
