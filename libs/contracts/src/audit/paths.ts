import { get, WHOLE_COUNTRY } from '../path.ts';

export const auditPaths = {
  listAudit: get('/admin/audit', 'administration', WHOLE_COUNTRY),
} as const;
