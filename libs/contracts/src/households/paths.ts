import { get, once, post, put } from '../path.ts';

export const householdsPaths = {
  getMandateLog: get('/mandate-logs/:code', 'public'),
  listActsOnBehalf: get('/supplier/acts-on-behalf', 'supplier'),
  listHouseholds: get('/admin/households', 'admin'),
  findHousehold: post('/admin/households/lookup', 'admin'),
  createHousehold: post('/admin/households', 'admin'),
  updateHousehold: put('/admin/households/:id', 'admin'),
  discloseHousehold: post('/admin/households/:id/disclosure', 'admin'),
  householdTemplate: get('/admin/household-imports/template', 'admin'),
  previewHouseholds: post('/admin/household-imports', 'admin'),
  confirmHouseholds: once('/admin/household-imports/:id/confirmation', 'admin'),
  listMandates: get('/admin/mandates', 'admin'),
  grantMandate: post('/admin/mandates', 'admin'),
  revokeMandate: post('/admin/mandates/:id/revocation', 'admin'),
  listMyMandates: get('/me/mandates', 'user'),
} as const;
