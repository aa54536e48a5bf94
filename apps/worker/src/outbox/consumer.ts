/** What a job carries: the event's id to deduplicate by, and the id of the request that it came from. */
export interface EventJob {
  readonly eventId: string;
  readonly requestId: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** A handler of one topic in one queue. It may be called again for the same event and must then change nothing. */
export type EventHandler = (event: EventJob) => Promise<void>;

/** Consumers of one queue: handlers by topic, and schedules by name. */
export interface QueueConsumer {
  readonly topics: Readonly<Record<string, EventHandler>>;
  readonly schedules: Readonly<Record<string, Schedule>>;
}

export interface Schedule {
  readonly everyMs: number;
  readonly run: () => Promise<void>;
}

/** A text field of a payload; throws when it is missing, since a job without it can never succeed. */
export function field(event: EventJob, name: string): string {
  const value = event.payload[name];
  if (typeof value !== 'string') throw new Error(`the event ${event.eventId} has no ${name}`);
  return value;
}

/** A field of a payload that holds several texts; none when it is missing. */
export function fieldList(event: EventJob, name: string): readonly string[] {
  const value = event.payload[name] ?? [];
  if (!Array.isArray(value) || !value.every((item) => typeof item === 'string'))
    throw new Error(`${name} of the event ${event.eventId} is no list of texts`);
  return value;
}
