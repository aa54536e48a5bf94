import { newId } from '@yigou/kernel';
import { z } from 'zod';
import { currentRequestId } from '../request-context';
import type { Tx } from '../unit-of-work';
import type { EventDefinition } from './define-event';

/** An event about to be written: one row of the outbox. */
export interface EventRow {
  readonly id: string;
  readonly topic: string;
  readonly payload: unknown;
  readonly request_id: string | null;
  /** The row of the statement's own that it belongs to, where not every one comes about. */
  readonly key: string | null;
}

/** Writes an event with the transaction that makes it true, in one statement; the worker's relay takes it on after the commit. */
export async function publish<Schema extends z.core.$ZodType>(
  tx: Tx,
  event: EventDefinition<Schema>,
  payload: z.input<Schema>,
): Promise<void> {
  const row = eventRow(event, payload);
  await tx.query('INSERT INTO outbox (id, topic, payload, request_id) VALUES ($1, $2, $3, $4)', [
    row.id,
    row.topic,
    JSON.stringify(row.payload),
    row.request_id,
  ]);
}

/**
 * An event for {@link eventsCte}; checked against its schema like one that is published. `key` ties it to a row of the statement: see there.
 */
export function eventRow<Schema extends z.core.$ZodType>(
  event: EventDefinition<Schema>,
  payload: z.input<Schema>,
  key: string | null = null,
): EventRow {
  return {
    id: newId(),
    topic: event.name,
    payload: z.parse(event.schema, payload),
    request_id: currentRequestId(),
    key,
  };
}

/**
 * Writes events inside a statement that writes anyway, so that news costs a hot path no statement of its own: a member `published AS (…)` of its WITH list.
 * The parameter takes `JSON.stringify` of {@link EventRow}s, any number of any kinds, so the statement's text stays the same. With `onlyFor` an event is written only when that
 * member of the WITH list returns a row whose `id` is the event's `key`: what did not happen is not told.
 *
 *     WITH moved AS (UPDATE … RETURNING id), ${eventsCte('$3', { onlyFor: 'moved' })} SELECT …
 */
export function eventsCte(parameter: `$${number}`, { onlyFor }: { readonly onlyFor?: string } = {}): string {
  const chosen = onlyFor ? `WHERE e.key IN (SELECT id::text FROM ${onlyFor})` : '';
  return `published AS (INSERT INTO outbox (id, topic, payload, request_id)
    SELECT e.id, e.topic, e.payload, e.request_id
    FROM jsonb_to_recordset(${parameter}::jsonb) AS e (id uuid, topic text, payload jsonb, request_id text, key text) ${chosen})`;
}
