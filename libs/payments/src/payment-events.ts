import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@yigou/kernel';
import { Database, eventRow, eventsCte, type Tx } from '@yigou/platform';
import type Stripe from 'stripe';
import { PaymentEvent } from './payment-event.entity';
import { PAYMENT_GATEWAY, type PaymentGateway, type ProviderEvent } from './payment-gateway';
import { PaymentEventReceived } from './payments.events';
import { interpret } from './stripe-gateway';

/** Events that change something of ours; the provider tells of others too, and those are acknowledged and left. */
const RELEVANT = new Set([
  'payment_intent.succeeded',
  'payment_intent.canceled',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.refunded',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
]);

/** The inbox of the payment provider: an event is stored before anything is done with it. */
@Injectable()
export class PaymentEvents {
  constructor(
    private readonly db: Database,
    @Inject(PAYMENT_GATEWAY) private readonly gateway: PaymentGateway,
  ) {}

  /** Verifies and stores a webhook in one statement. A repeated event is stored once. Throws `webhook_signature_invalid`. */
  async receive(rawBody: Buffer, signature: string | undefined): Promise<void> {
    const event = this.gateway.parseEvent(rawBody, signature);
    if (!RELEVANT.has(event.type)) return;
    const id = newId();
    await this.db.query(
      `WITH stored AS (
         INSERT INTO payment_event (id, provider_event_id, type, provider_ref, payload)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (provider_event_id) DO NOTHING RETURNING id),
       ${eventsCte('$6', { onlyFor: 'stored' })}
       SELECT id FROM stored`,
      [
        id,
        event.id,
        event.type,
        refOf(event),
        rawBody.toString('utf8'),
        JSON.stringify([eventRow(PaymentEventReceived, { eventId: id }, id)]),
      ],
    );
  }

  /** Takes a stored event to deal with it in this transaction; null when it has been dealt with. */
  async claim(tx: Tx, eventId: string): Promise<ProviderEvent | null> {
    const row = await tx.one<{ payload: Stripe.Event }>(
      `UPDATE payment_event SET processed_at = clock_timestamp(), outcome = 'done'
       WHERE id = $1 AND processed_at IS NULL RETURNING payload`,
      [eventId],
    );
    return row ? interpret(row.payload) : null;
  }

  /** Keeps what came of an event, where it is more than “done”. */
  async note(tx: Tx, eventId: string, outcome: string): Promise<void> {
    await tx.manager.update(PaymentEvent, { id: eventId }, { outcome });
  }

  /**
   * Events that have waited too long, for the sweeper: their job was lost or fails. Taking them notes the time, so that one that fails again and again goes to
   * the end of the queue.
   */
  async strays(olderThanSeconds: number, limit = 100): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `UPDATE payment_event SET tried_at = clock_timestamp() WHERE id IN (
         SELECT id FROM payment_event
         WHERE processed_at IS NULL AND coalesce(tried_at, received_at) < clock_timestamp() - make_interval(secs => $1)
         ORDER BY coalesce(tried_at, received_at) LIMIT $2 FOR UPDATE SKIP LOCKED) RETURNING id`,
      [olderThanSeconds, limit],
    );
    return rows.map((row) => row.id);
  }
}

const refOf = ({ intent, refund, dispute, givenBack }: ProviderEvent): string | null =>
  (intent ?? refund ?? dispute)?.ref ?? givenBack?.intentRef ?? null;
