import type Stripe from 'stripe';
import type { SandboxClock } from './clock';
import type { Collection } from './collection';
import type { Dispatcher } from './dispatcher';
import { newId } from './ids';
import type { WebhookEndpoints } from './webhook-endpoints';

/** The event types that the sandbox sends. */
export type EventType =
  | `payment_intent.${'created' | 'requires_action' | 'processing' | 'amount_capturable_updated' | 'succeeded' | 'payment_failed' | 'canceled'}`
  | `charge.${'succeeded' | 'failed' | 'captured' | 'refunded' | 'refund.updated' | `dispute.${'created' | 'updated' | 'closed' | 'funds_withdrawn' | 'funds_reinstated'}`}`
  | `refund.${'created' | 'updated' | 'failed'}`;

/** An event as it is stored and sent; the snapshot in `data.object` never changes afterwards. */
export interface SandboxEvent {
  id: string;
  object: 'event';
  api_version: string;
  created: number;
  data: { object: object; previous_attributes?: object };
  livemode: false;
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null };
  type: EventType;
}

/** The version whose object shapes the sandbox follows; that of the pinned SDK. */
export const API_VERSION: Stripe.LatestApiVersion = '2026-10-28.endive';

const KEPT = 50_000;

export class Events {
  /** The API request in progress, null for what happens on the hosted page or by itself. */
  private request: SandboxEvent['request'] = { id: null, idempotency_key: null };

  constructor(
    private readonly events: Collection<SandboxEvent>,
    private readonly endpoints: WebhookEndpoints,
    private readonly dispatcher: Dispatcher,
    private readonly clock: SandboxClock,
  ) {}

  get(id: string): SandboxEvent | undefined {
    return this.events.get(id);
  }

  newestFirst(): SandboxEvent[] {
    return this.events.newestFirst();
  }

  /** Runs a (synchronous) operation whose events name the API request that caused them. */
  during<T>(request: SandboxEvent['request'], operation: () => T): T {
    this.request = request;
    try {
      return operation();
    } finally {
      this.request = { id: null, idempotency_key: null };
    }
  }

  emit(type: EventType, object: object): SandboxEvent {
    const receivers = this.endpoints.receiversOf(type);
    const event = this.events.put({
      id: newId('evt'),
      object: 'event',
      api_version: API_VERSION,
      created: this.clock.now(),
      data: { object: structuredClone(object) },
      livemode: false,
      pending_webhooks: receivers.length,
      request: this.request,
      type,
    });
    this.events.prune(KEPT, () => true);
    for (const receiver of receivers) this.dispatcher.send(event.id, receiver, type);
    return event;
  }

  /** Sends a stored event again to everyone who listens now. */
  replay(event: SandboxEvent): void {
    for (const receiver of this.endpoints.receiversOf(event.type)) this.dispatcher.send(event.id, receiver, event.type);
  }

  delivered(eventId: string): void {
    const event = this.events.get(eventId);
    if (!event || event.pending_webhooks === 0) return;
    event.pending_webhooks -= 1;
    this.events.put(event);
  }

  clear(): void {
    this.events.clear();
  }
}
