import { DomainError } from '@yigou/kernel';
import type Stripe from 'stripe';
import { z } from 'zod';

const Reference = z.string().min(1).max(255);
const Amount = z.int().min(0);
/** Another object, by its id or whole. */
const Whole = z.union([Reference, z.looseObject({ id: Reference })]).nullish();
/** Of a time of the provider that a date can hold. */
const MOST_SECONDS = 8_640_000_000_000;
const READ: ReadonlySet<string> = new Set(['payment_intent', 'refund', 'dispute', 'charge']);
const Metadata = z.record(z.string(), z.string()).nullish();

/** What is read of the object that an event tells of; other objects are acknowledged and left. */
const EventObject = z.union([
  z.looseObject({
    object: z.literal('payment_intent'),
    id: Reference,
    status: z.string(),
    amount_received: Amount,
    currency: z.string(),
    metadata: Metadata,
  }),
  z.looseObject({
    object: z.literal('refund'),
    id: Reference,
    amount: Amount,
    status: z.string().nullish(),
    metadata: Metadata,
    payment_intent: Whole,
  }),
  z.looseObject({
    object: z.literal('dispute'),
    id: Reference,
    amount: Amount.min(1),
    reason: z.string().max(100),
    status: z.string().max(100),
    payment_intent: Whole,
    evidence_details: z.looseObject({ due_by: z.int().min(0).max(MOST_SECONDS).nullish() }).nullish(),
  }),
  z.looseObject({ object: z.literal('charge'), id: Reference, amount_refunded: Amount, payment_intent: Whole }),
  z.looseObject({
    object: z
      .string()
      .refine((kind) => !READ.has(kind))
      .optional(),
  }),
]);
const Event = z.looseObject({
  id: Reference,
  type: z.string().min(1).max(255),
  data: z.looseObject({ object: EventObject }),
});

/** A signed event in the shape that is relied on. Throws `malformed_request`: a signature says who sent it, not that it makes sense. */
export function readEvent(value: unknown): Stripe.Event {
  const event = Event.safeParse(value);
  if (!event.success) throw new DomainError('malformed_request');
  return value as Stripe.Event;
}
