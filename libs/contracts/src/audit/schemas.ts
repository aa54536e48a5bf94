import * as z from 'zod';
import { CalendarDate, Id, Instant, page, tableQuery, Words } from '../common';

export const AuditQuery = tableQuery(['at']).omit({ region: true }).extend({
  action: Words().optional(),
  from: CalendarDate.optional(),
  to: CalendarDate.optional(),
});
export const AuditRow = z.object({
  id: Id,
  at: Instant,
  actor: z.string(),
  organisation: z.string().nullable(),
  action: z.string(),
  subjectKind: z.string(),
  subjectId: z.string(),
  summary: z.string(),
  requestId: z.string().nullable(),
  address: z.string().nullable(),
});
export const AuditPage = page(AuditRow);
