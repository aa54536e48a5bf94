import type Stripe from 'stripe';
import { Carrier } from './carrier';
import type { CarrierEvent, Parcel } from './carrier';
import { SandboxClock } from './clock';
import { Collection } from './collection';
import type { SandboxConfig } from './config';
import type { Delivery } from './dispatcher';
import { Dispatcher } from './dispatcher';
import type { SandboxEvent } from './events';
import { Events } from './events';
import type { StoredAnswer } from './idempotency';
import type { Journal } from './journal';
import { Outcomes } from './outcomes';
import type { PaymentIntentRecord } from './payment-intents';
import { resumeRefunds } from './refunds';
import type { RefundRecord } from './refunds';
import { RequestFaults } from './request-faults';
import { signatureHeader } from './signature';
import { WebhookEndpoints, realSeconds } from './webhook-endpoints';
import type { WebhookEndpointRecord } from './webhook-endpoints';

/** All that the sandbox knows: one object, so that several sandboxes can live in one process without meeting. */
export class World {
  readonly clock = new SandboxClock();
  readonly intents: Collection<PaymentIntentRecord>;
  readonly charges: Collection<Stripe.Charge>;
  readonly refunds: Collection<RefundRecord>;
  readonly disputes: Collection<Stripe.Dispute>;
  readonly balanceTransactions: Collection<Stripe.BalanceTransaction>;
  readonly idempotency: Collection<StoredAnswer>;
  readonly endpoints: WebhookEndpoints;
  readonly webhooks: Dispatcher;
  readonly events: Events;
  readonly carrier: Carrier;
  /** How the next payments and refunds end. */
  readonly outcomes = new Outcomes();
  /** How the next API requests go wrong. */
  readonly requestFaults = new RequestFaults();
  /** Idempotency keys whose first request is still running. */
  readonly keysInUse = new Set<string>();
  /** Added to the timestamp of webhook signatures, to play a provider whose clock is off. Seconds. */
  signatureSkew = 0;
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly settings: Collection<{ id: 'clock'; state: ReturnType<SandboxClock['snapshot']> }>;

  constructor(
    readonly config: SandboxConfig,
    private readonly journal: Journal,
  ) {
    this.intents = new Collection('intents', journal);
    this.charges = new Collection('charges', journal);
    this.refunds = new Collection('refunds', journal);
    this.disputes = new Collection('disputes', journal);
    this.balanceTransactions = new Collection('balance_transactions', journal);
    this.idempotency = new Collection('idempotency', journal);
    this.settings = new Collection('settings', journal);
    const clock = this.settings.get('clock');
    if (clock) this.clock.restore(clock.state);

    this.endpoints = new WebhookEndpoints(new Collection<WebhookEndpointRecord>('endpoints', journal), this.clock);
    this.endpoints.configure(config.webhook);
    this.webhooks = new Dispatcher(new Collection<Delivery>('webhook_deliveries', journal), {
      ...config,
      prepare: (delivery) => this.webhookMessage(delivery),
      onDelivered: (delivery) => this.events.delivered(delivery.eventId),
    });
    const events = new Collection<SandboxEvent>('events', journal);
    this.events = new Events(events, this.endpoints, this.webhooks, this.clock);
    this.carrier = new Carrier(
      new Collection<Parcel>('parcels', journal),
      new Collection<CarrierEvent>('carrier_events', journal),
      new Collection<Delivery>('carrier_deliveries', journal),
      config,
      this.clock,
    );
  }

  /** Runs an action after a while, unless the sandbox is stopped or reset before. */
  later(delayMs: number, action: () => void): void {
    const timer = setTimeout(
      () => {
        this.timers.delete(timer);
        action();
      },
      Math.max(0, delayMs),
    );
    this.timers.add(timer);
  }

  /** Takes up the work that was under way when the process ended. */
  resume(): void {
    this.webhooks.resume();
    this.carrier.resume();
    resumeRefunds(this);
  }

  saveClock(): void {
    this.settings.put({ id: 'clock', state: this.clock.snapshot() });
  }

  /** Back to an empty sandbox with the configured endpoint. */
  reset(): void {
    this.clearTimers();
    this.webhooks.clear();
    this.carrier.clear();
    this.events.clear();
    this.endpoints.clear();
    for (const each of [
      this.intents,
      this.charges,
      this.refunds,
      this.disputes,
      this.balanceTransactions,
      this.idempotency,
    ])
      each.clear();
    this.outcomes.clear();
    this.requestFaults.clear();
    this.signatureSkew = 0;
    this.clock.reset();
    this.saveClock();
    this.endpoints.configure(this.config.webhook);
  }

  close(): void {
    this.clearTimers();
    this.requestFaults.clear();
    this.webhooks.stop();
    this.carrier.stop();
    this.journal.close();
  }

  private clearTimers(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }

  private webhookMessage(
    delivery: Delivery,
  ): { url: string; body: string; headers: Record<string, string> } | undefined {
    const endpoint = this.endpoints.get(delivery.target);
    const event = this.events.get(delivery.eventId);
    if (!endpoint || !event) return undefined;
    const body = JSON.stringify(event);
    const timestamp = realSeconds() + this.signatureSkew;
    const signature = signatureHeader(body, this.endpoints.secretsOf(endpoint), timestamp);
    return { url: endpoint.url, body, headers: { 'stripe-signature': signature, 'user-agent': 'Yigou-Sandbox/1.0' } };
  }
}
