import * as z from 'zod';
import { Instant, listOf, Words } from '../common';
import { MOST_LIVE_TOPICS } from './labels';

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

/** `<kind>:<id>`; the kinds are those that contexts offer. */
export const LiveTopic = z
  .string()
  .regex(/^[a-z]{1,20}:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, '没有这样的实时内容，请刷新页面。');
export const LiveQuery = z.object({
  topics: listOf(LiveTopic, MOST_LIVE_TOPICS),
  /** `at` of the latest event that this browser has had: nothing older is sent. */
  seen: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
});
/** What a `state` event carries; `id` of the event is `at`. */
export const LiveEvent = z.object({
  topic: LiveTopic,
  /** When the database read it, in microseconds since 1970. */
  at: z.int(),
  /** Null: nobody may see it, or it is gone. */
  state: z.unknown(),
});
export type LiveEvent = z.infer<typeof LiveEvent>;
