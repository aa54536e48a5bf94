import { get, post, type SeatRule, WHOLE_COUNTRY } from '../path.ts';

/** Whoever supervises decides what came of a finding; in a unit that is its manager. */
const MANAGER: SeatRule = { roles: ['manager'] };

export const oversightPaths = {
  listFindingsBelow: get('/procurement/findings', 'agency'),
  decideFindingBelow: post('/procurement/findings/:id/decision', 'agency', MANAGER),
  listRegionFindings: get('/finance/findings', 'finance'),
  decideRegionFinding: post('/finance/findings/:id/decision', 'finance'),
  listAuditedFindings: get('/auditor/findings', 'auditor'),
  decideAuditedFinding: post('/auditor/findings/:id/decision', 'auditor'),
  listAuditedUnits: get('/auditor/units', 'auditor'),
  listUnitRecords: get('/auditor/units/:id/records', 'auditor'),
  auditPack: get('/auditor/units/:id/pack', 'auditor'),
  // Answers for money that belongs to no region, and names its buyer.
  disputePack: get('/admin/disputes/:id/pack', 'administration', { ...WHOLE_COUNTRY, ...MANAGER }),
} as const;
