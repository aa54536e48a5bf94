import type { Invariant } from './invariants';

/** Of the pipes. */
export const PLATFORM_INVARIANTS: readonly Invariant[] = [
  {
    name: 'pipes: no event waits for the relay longer than 60 s',
    sql: `SELECT id, topic, created_at FROM outbox WHERE relayed_at IS NULL AND created_at < clock_timestamp() - interval '60 seconds'`,
  },
];
