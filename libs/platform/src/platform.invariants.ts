import type { Invariant } from './invariants';

/** Of the pipes. */
export const PLATFORM_INVARIANTS: readonly Invariant[] = [
  {
    name: 'pipes: no event waits for the relay longer than 60 s',
    sql: `SELECT id, topic, created_at FROM outbox WHERE relayed_at IS NULL AND created_at < clock_timestamp() - interval '60 seconds'`,
  },
  {
    name: 'pipes: no event waits for a hearer longer than 60 s, and none is parked that nobody gave up',
    sql: `SELECT o.id, o.topic, d.hearer, d.attempts, d.reason, d.parked_at FROM event_delivery d JOIN outbox o ON o.id = d.event_id
      WHERE d.discarded_at IS NULL AND (d.parked_at IS NOT NULL OR o.created_at < clock_timestamp() - interval '60 seconds')`,
  },
];
