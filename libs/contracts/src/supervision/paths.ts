import type { ReviewLevel } from '../identity/labels.ts';
import { COUNTY_AND_ABOVE, get, once, post } from '../path.ts';
import type { SanctionKind } from './labels.ts';

/** What offices do in supervision, 监管职责. */
export type Duty = 'complaint' | 'inspection' | 'appeal' | 'recall' | SanctionKind;

const CITY_AND_ABOVE: readonly ReviewLevel[] = ['city', 'province', 'national'];

/**
 * Which levels have which duty. Offices of the trade look into complaints and inspect; a county takes goods off the shelves and freezes a supplier; what
 * ends a certificate or shuts a supplier out is for the city and above, since it costs a living (domain R18, R30 “谁审核谁把关谁负责”).
 * A township recommends and reads.
 */
export const DUTIES: Readonly<Record<Duty, readonly ReviewLevel[]>> = {
  complaint: ['industry', ...COUNTY_AND_ABOVE],
  inspection: ['industry', ...COUNTY_AND_ABOVE],
  suspension: COUNTY_AND_ABOVE,
  freeze: COUNTY_AND_ABOVE,
  withdrawal: CITY_AND_ABOVE,
  removal: CITY_AND_ABOVE,
  blacklist: CITY_AND_ABOVE,
  appeal: COUNTY_AND_ABOVE,
  // 食品安全法 63 条: the county's office and those above it order a recall that nobody has begun.
  recall: COUNTY_AND_ABOVE,
};

export const supervisionPaths = {
  fileComplaint: once('/complaints', 'public'),
  track: get('/trackings/:number', 'public'),
  listSupplierInspections: get('/supplier/inspections', 'supplier'),
  reportRectification: post('/supplier/inspections/:id/rectification', 'supplier'),
  listSupplierSanctions: get('/supplier/sanctions', 'supplier'),
  fileAppeal: once('/supplier/appeals', 'supplier'),
  listInspections: get('/admin/inspections', 'administration'),
  getInspection: get('/admin/inspections/:id', 'administration'),
  drawInspections: once('/admin/inspection-draws', 'administration', { levels: DUTIES.inspection }),
  listDraws: get('/admin/inspection-draws', 'administration'),
  recordInspection: once('/admin/inspections/:id/result', 'administration', { levels: DUTIES.inspection }),
  listComplaints: get('/admin/complaints', 'administration'),
  getComplaint: get('/admin/complaints/:id', 'administration'),
  takeComplaint: post('/admin/complaints/:id/investigation', 'administration', { levels: DUTIES.complaint }),
  answerComplaint: once('/admin/complaints/:id/answer', 'administration', { levels: DUTIES.complaint }),
  listSanctions: get('/admin/sanctions', 'administration'),
  imposeSanction: once('/admin/sanctions', 'administration', { levels: DUTIES.suspension }),
  liftSanction: once('/admin/sanctions/:id/lifting', 'administration', { levels: DUTIES.suspension }),
  listAppeals: get('/admin/appeals', 'administration'),
  decideAppeal: once('/admin/appeals/:id/decision', 'administration', { levels: DUTIES.appeal }),
} as const;
