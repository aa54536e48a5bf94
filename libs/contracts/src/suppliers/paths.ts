import { del, get, once, post, put } from '../path.ts';

export const suppliersPaths = {
  listSuppliers: get('/admin/suppliers', 'administration'),
  registerSupplier: once('/supplier-registrations', 'user'),
  getSupplierFile: get('/supplier/file', 'supplier'),
  saveSupplierFile: put('/supplier/file', 'supplier'),
  submitSupplierFile: post('/supplier/file/submission', 'supplier'),
  exitSupplier: post('/supplier/file/exit', 'supplier', { roles: ['manager'] }),
  addLicence: once('/supplier/licences', 'supplier'),
  removeLicence: del('/supplier/licences/:id', 'supplier'),
  listMechanisms: get('/supplier/mechanisms', 'supplier'),
  createMechanism: once('/supplier/mechanisms', 'supplier'),
  updateMechanism: put('/supplier/mechanisms/:id', 'supplier'),
  endMechanism: del('/supplier/mechanisms/:id', 'supplier'),
  listBenefitLinks: get('/supplier/mechanisms/:id/households', 'supplier'),
  linkHousehold: once('/supplier/mechanisms/:id/households', 'supplier'),
  unlinkHousehold: del('/supplier/benefit-links/:id', 'supplier'),
  listAdmissions: get('/admin/admissions', 'administration'),
  getAdmission: get('/admin/admissions/:id', 'administration'),
  decideAdmission: once('/admin/admissions/:id/decision', 'administration', { levels: ['county', 'national'] }),
  getMandateHousehold: get('/me/mandates/:id/household', 'user'),
  answerBenefitLink: post('/me/mandates/:id/benefit-links/:linkId/answer', 'user'),
} as const;
