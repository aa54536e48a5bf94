import { Injectable } from '@nestjs/common';
import type { EventDefinition, PayloadOf } from '@yigou/platform';
import type { z } from 'zod';

/** An event as a hearer gets it. */
export interface HeardEvent<Payload = unknown> {
  /** The same whenever it comes again. */
  readonly id: string;
  /** Whose hearing this is: what the database knows to be done or not. */
  readonly hearer: string;
  readonly payload: Payload;
  /** The request that it came from. */
  readonly requestId: string | null;
}
/** What a hearer of this event gets. */
export type Heard<Event extends EventDefinition> = HeardEvent<PayloadOf<Event>>;
type EventMethod<Payload> = (event: HeardEvent<Payload>) => Promise<void>;
type ScheduleMethod = () => Promise<void>;

export interface EventHearing {
  readonly event: EventDefinition;
  /** `<queue>`, or `<queue>.<as>` where a queue hears an event twice: stable, since the database remembers by it. */
  readonly hearer: string;
  readonly handle: EventMethod<unknown>;
  /** While it is new it gets what is still kept of earlier events, too. */
  readonly fromKept: boolean;
}
export interface ScheduledWork {
  /** `<queue>.<name>`. */
  readonly name: string;
  readonly everyMs: number;
  readonly run: ScheduleMethod;
}
/** What the consumers of one context declare. */
export interface QueueDeclaration {
  readonly queue: string;
  readonly hearings: readonly EventHearing[];
  readonly schedules: readonly ScheduledWork[];
}

interface Declared {
  queue?: string;
  readonly on: { event: EventDefinition; as: string | undefined; fromKept: boolean; method: string }[];
  readonly every: { name: string; everyMs: number; method: string }[];
}
const declarations = new WeakMap<object, Declared>();

function declaredBy(prototype: object): Declared {
  const known = declarations.get(prototype) ?? { on: [], every: [] };
  declarations.set(prototype, known);
  return known;
}

/** A class whose methods hear events and run on schedules. The queue is named like the context; several classes may share one. */
export function Consumer(queue: string): ClassDecorator {
  return (target) => {
    Injectable()(target);
    declaredBy(target.prototype as object).queue = queue;
  };
}

/**
 * The method hears an event. It may be called again for the same one and must then change nothing: its effect is idempotent, or it is made in a transaction that begins with
 * `claimEvent`. `as` tells two hearings of one event in one queue apart. A hearer that is new hears
 * what happens from now on; with `fromKept` what is kept (a week) as well.
 */
export function On<Schema extends z.core.$ZodType>(
  event: EventDefinition<Schema>,
  { as, fromKept = false }: { readonly as?: string; readonly fromKept?: boolean } = {},
) {
  return (prototype: object, method: string, _descriptor: { readonly value?: EventMethod<PayloadOf<typeof event>> }) =>
    void declaredBy(prototype).on.push({ event, as, fromKept, method });
}

/** The method runs again and again, never twice at once, in one worker of all. */
export function Every({ name, everyMs }: { readonly name: string; readonly everyMs: number }) {
  return (prototype: object, method: string, _descriptor: { readonly value?: ScheduleMethod }) =>
    void declaredBy(prototype).every.push({ name, everyMs, method });
}

/** Collects what consumers declare, by queue. Throws where two claim one hearing or one schedule. */
export function collectQueues(consumers: readonly object[]): QueueDeclaration[] {
  const queues = new Map<string, { hearings: EventHearing[]; schedules: ScheduledWork[] }>();
  for (const consumer of consumers) {
    const { queue, on, every } = declaredBy(Object.getPrototypeOf(consumer) as object);
    if (!queue) throw new Error(`${consumer.constructor.name} has no @Consumer`);
    const methods = consumer as Readonly<Record<string, (...args: unknown[]) => Promise<void>>>;
    const call = (method: string, ...args: unknown[]) =>
      (methods[method] as ScheduleMethod).apply(consumer, args as []);
    const known = queues.get(queue) ?? { hearings: [], schedules: [] };
    queues.set(queue, known);
    for (const { event, as, fromKept, method } of on) {
      const hearer = as ? `${queue}.${as}` : queue;
      known.hearings.push({ event, hearer, fromKept, handle: (heard) => call(method, heard) });
    }
    for (const { name, everyMs, method } of every)
      known.schedules.push({ name: `${queue}.${name}`, everyMs, run: () => call(method) });
  }
  const collected = [...queues].map(([queue, declared]) => ({ queue, ...declared }));
  refuseDoubles(collected.flatMap(({ hearings }) => hearings.map(({ event, hearer }) => `${event.name} in ${hearer}`)));
  refuseDoubles(collected.flatMap(({ schedules }) => schedules.map(({ name }) => `schedule ${name}`)));
  return collected;
}

function refuseDoubles(names: readonly string[]): void {
  const double = names.find((name, index) => names.indexOf(name) !== index);
  if (double) throw new Error(`declared twice: ${double}`);
}
