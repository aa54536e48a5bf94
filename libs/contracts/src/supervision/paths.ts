import { get, once, post } from '../path.ts';

export const supervisionPaths = {
  fileComplaint: post('/complaints', 'public'),
  track: get('/trackings/:number', 'public'),
  listSupplierInspections: get('/supplier/inspections', 'supplier'),
  reportRectification: post('/supplier/inspections/:id/rectification', 'supplier'),
  listSupplierSanctions: get('/supplier/sanctions', 'supplier'),
  fileAppeal: once('/supplier/appeals', 'supplier'),
  listInspections: get('/admin/inspections', 'admin'),
  getInspection: get('/admin/inspections/:id', 'admin'),
  drawInspections: once('/admin/inspection-draws', 'admin'),
  listDraws: get('/admin/inspection-draws', 'admin'),
  recordInspection: once('/admin/inspections/:id/result', 'admin'),
  listComplaints: get('/admin/complaints', 'admin'),
  getComplaint: get('/admin/complaints/:id', 'admin'),
  takeComplaint: post('/admin/complaints/:id/investigation', 'admin'),
  answerComplaint: once('/admin/complaints/:id/answer', 'admin'),
  listSanctions: get('/admin/sanctions', 'admin'),
  imposeSanction: once('/admin/sanctions', 'admin'),
  liftSanction: once('/admin/sanctions/:id/lifting', 'admin'),
  listAppeals: get('/admin/appeals', 'admin'),
  decideAppeal: once('/admin/appeals/:id/decision', 'admin'),
} as const;
