import type { z } from 'zod';

/** News of one context for others: its name, the shape of what it tells, and, where nobody hears it, why it is told all the same. */
export interface EventDefinition<Schema extends z.core.$ZodType = z.core.$ZodType> {
  /** `<context>.<what happened>`, past tense: the topic of the outbox. */
  readonly name: string;
  readonly schema: Schema;
  /** Why it has no hearer yet; null for an event that must have one. */
  readonly unheard: string | null;
}
/** What an event tells, as a hearer reads it. */
export type PayloadOf<Event extends EventDefinition> = z.output<Event['schema']>;

const NAME = /^[a-z][a-z-]*\.[a-z][a-z_]*$/;
const defined = new Map<string, EventDefinition>();

/**
 * Defines an event, in the `<context>.events.ts` of the context that it happens in. A field that is added later must be optional: events that were written before
 * it are still on their way. `unheard` says why nobody listens; an event without it must have a hearer (`events.spec.ts` of the worker). Throws when the name is taken
 * or is none.
 */
export function defineEvent<Schema extends z.core.$ZodType>(
  name: string,
  schema: Schema,
  { unheard = null }: { readonly unheard?: string | null } = {},
): EventDefinition<Schema> {
  if (!NAME.test(name)) throw new Error(`${name} is no name of an event: write <context>.<what_happened>`);
  if (defined.has(name)) throw new Error(`the event ${name} is defined twice`);
  const event = { name, schema, unheard };
  defined.set(name, event);
  return event;
}

/** Every event of the contexts that this process has loaded. */
export function definedEvents(): readonly EventDefinition[] {
  return [...defined.values()];
}
