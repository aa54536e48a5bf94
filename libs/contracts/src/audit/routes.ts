import { route, type RoutesOf } from '../route';
import type { auditPaths } from './paths';
import { AuditPage, AuditQuery } from './schemas';

export const auditRoutes = {
  listAudit: route({
    tag: 'admin',
    summary: 'Audit trail',
    query: AuditQuery,
    response: AuditPage,
    errors: ['forbidden'],
  }),
} as const satisfies RoutesOf<typeof auditPaths>;
