/**
 * Whether an event of a topic was published within the last minute, as an SQL condition: what follows by event may be about to follow.
 * `about` is a condition on its payload `e.payload`.
 */
export const publishedLatelySql = (topic: string, about: string): string =>
  `EXISTS (SELECT FROM outbox e WHERE e.topic = '${topic}' AND e.created_at > clock_timestamp() - interval '60 seconds' AND (${about}))`;
