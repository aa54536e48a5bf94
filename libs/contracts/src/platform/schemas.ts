import * as z from 'zod';
import { Instant, Words } from '../common';

/** An event that a hearer failed at. */
export const FailedJob = z.object({
  /** The hearer: a queue, or a hearing in it. */
  queue: z.string(),
  id: z.string(),
  name: z.string(),
  reason: z.string(),
  attempts: z.int(),
  requestId: z.string().nullable(),
  failedAt: Instant,
  /** Null: parked, a person has to look. */
  nextTryAt: Instant.nullable(),
});
export const FailedJobs = z.object({
  items: z.array(FailedJob),
  /** Those that wait for a person. */
  parked: z.int(),
  /** Those that failed three times or more and are tried again. */
  failing: z.int(),
});
export const JobParams = z.object({ queue: z.string().regex(/^[a-z.-]{1,80}$/), id: Words(200).min(1) });
