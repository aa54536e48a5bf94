import { get, once, post } from '../path.ts';

export const supervisionPaths = {
  fileComplaint: post('/complaints', 'public'),
  track: get('/trackings/:number', 'public'),
  listSupplierInspections: get('/supplier/inspections', 'supplier'),
  reportRectification: post('/supplier/inspections/:id/rectification', 'supplier'),
  listSupplierSanctions: get('/supplier/sanctions', 'supplier'),
  fileAppeal: once('/supplier/appeals', 'supplier'),
  listInspections: get('/admin/inspections', 'administration'),
  getInspection: get('/admin/inspections/:id', 'administration'),
  drawInspections: once('/admin/inspection-draws', 'administration'),
  listDraws: get('/admin/inspection-draws', 'administration'),
  recordInspection: once('/admin/inspections/:id/result', 'administration'),
  listComplaints: get('/admin/complaints', 'administration'),
  getComplaint: get('/admin/complaints/:id', 'administration'),
  takeComplaint: post('/admin/complaints/:id/investigation', 'administration'),
  answerComplaint: once('/admin/complaints/:id/answer', 'administration'),
  listSanctions: get('/admin/sanctions', 'administration'),
  imposeSanction: once('/admin/sanctions', 'administration'),
  liftSanction: once('/admin/sanctions/:id/lifting', 'administration'),
  listAppeals: get('/admin/appeals', 'administration'),
  decideAppeal: once('/admin/appeals/:id/decision', 'administration'),
} as const;
