import { get } from '../path.ts';

export const auditPaths = {
  listAudit: get('/admin/audit', 'administration'),
} as const;
