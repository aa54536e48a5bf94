import { z } from 'zod';
import { Instant, Words } from '../common';

export const FailedJob = z.object({
  queue: z.string(),
  id: z.string(),
  name: z.string(),
  reason: z.string(),
  attempts: z.int(),
  requestId: z.string().nullable(),
  failedAt: Instant.nullable(),
});
export const FailedJobs = z.object({ items: z.array(FailedJob), total: z.int() });
export const JobParams = z.object({ queue: z.string().regex(/^[a-z-]{1,40}$/), id: Words(200).min(1) });
