import type { Collection } from './collection';
import { newId } from './ids';
import { Poster } from './post';
import { DeliveryFaults } from './delivery-faults';

/** One message to one receiver; it outlives restarts until it is delivered or given up. */
export interface Delivery {
  id: string;
  eventId: string;
  /** Webhook endpoint id, or `carrier`. */
  target: string;
  type: string;
  state: 'waiting' | 'delivered' | 'failed' | 'dropped';
  attempts: number;
  /** Unix milliseconds before which no attempt is made. */
  notBefore: number;
  lastStatus: number | null;
  lastError: string | null;
}

/** What goes over the wire; built anew for each attempt, since a retry carries a new timestamp. */
export interface OutgoingMessage {
  url: string;
  body: string;
  headers: Record<string, string>;
}

export interface DispatcherOptions {
  retryBaseMs: number;
  retryMaxMs: number;
  retryAttempts: number;
  /** Undefined: the receiver or the event is gone, so the delivery fails. */
  prepare: (delivery: Delivery) => OutgoingMessage | undefined;
  onDelivered?: (delivery: Delivery) => void;
}

const MAX_IN_FLIGHT = 32;
const KEPT = 5_000;

/** Delivers at least once, with doubling pauses, several at a time and in no promised order: as real providers do. */
export class Dispatcher {
  readonly faults = new DeliveryFaults<Delivery>();
  private readonly poster = new Poster();
  private stopped = false;
  private readonly timers = new Set<NodeJS.Timeout>();
  private ready: Delivery[] = [];
  private inFlight = 0;

  constructor(
    private readonly deliveries: Collection<Delivery>,
    private readonly options: DispatcherOptions,
  ) {}

  /** Takes up what a former process left undelivered. */
  resume(): void {
    for (const delivery of this.deliveries.all()) {
      if (delivery.state === 'waiting') this.later(delivery.notBefore - Date.now(), () => this.queue(delivery));
    }
  }

  send(eventId: string, target: string, type: string): void {
    const delivery = this.create(eventId, target, type);
    const fault = this.faults.take(type);
    switch (fault?.kind) {
      case undefined:
        return this.queue(delivery);
      case 'drop':
        delivery.state = 'dropped';
        this.deliveries.put(delivery);
        return;
      case 'duplicate':
        this.queue(delivery);
        return this.queue(this.create(eventId, target, type));
      case 'delay':
        return this.postpone(delivery, fault.delayMs);
      case 'reorder': {
        fault.held.push(delivery);
        const release = (): void => {
          this.faults.disarm(fault);
          void this.inSequence(fault.held.splice(0).reverse());
        };
        if (fault.remaining === 0) release();
        else if (fault.held.length === 1) this.later(fault.delayMs, release);
      }
    }
  }

  newestFirst(): Delivery[] {
    return this.deliveries.newestFirst();
  }

  /** Forgets everything that is waiting. */
  clear(): void {
    this.faults.clear();
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    this.ready = [];
    this.deliveries.clear();
  }

  stop(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.stopped = true;
    this.poster.close();
  }

  private create(eventId: string, target: string, type: string): Delivery {
    this.deliveries.prune(KEPT, (delivery) => delivery.state !== 'waiting');
    return this.deliveries.put({
      id: newId('whd'),
      eventId,
      target,
      type,
      state: 'waiting',
      attempts: 0,
      notBefore: Date.now(),
      lastStatus: null,
      lastError: null,
    });
  }

  private later(delayMs: number, action: () => void): void {
    const timer = setTimeout(
      () => {
        this.timers.delete(timer);
        action();
      },
      Math.max(0, delayMs),
    );
    this.timers.add(timer);
  }

  private postpone(delivery: Delivery, delayMs: number): void {
    delivery.notBefore = Date.now() + delayMs;
    this.deliveries.put(delivery);
    this.later(delayMs, () => this.queue(delivery));
  }

  private queue(delivery: Delivery): void {
    this.ready.push(delivery);
    this.pump();
  }

  private pump(): void {
    while (this.inFlight < MAX_IN_FLIGHT && !this.stopped) {
      const delivery = this.ready.shift();
      if (!delivery) return;
      this.inFlight += 1;
      void this.attempt(delivery).finally(() => {
        this.inFlight -= 1;
        this.pump();
      });
    }
  }

  /** One after the other, so that a reordering arrives in exactly the order that was asked for. */
  private async inSequence(deliveries: Delivery[]): Promise<void> {
    for (const delivery of deliveries) await this.attempt(delivery);
  }

  private async attempt(delivery: Delivery): Promise<void> {
    const message = this.options.prepare(delivery);
    if (!message) {
      this.settle(delivery, 'failed', null, 'the receiver is gone');
      return;
    }
    delivery.attempts += 1;
    const { status, error } = await this.post(message);
    if (this.stopped || !this.deliveries.get(delivery.id)) return;
    if (status !== null && status >= 200 && status < 300) {
      this.settle(delivery, 'delivered', status, null);
      this.options.onDelivered?.(delivery);
    } else if (delivery.attempts >= this.options.retryAttempts) {
      this.settle(delivery, 'failed', status, error);
    } else {
      delivery.lastStatus = status;
      delivery.lastError = error;
      const pause = this.options.retryBaseMs * 2 ** (delivery.attempts - 1);
      this.postpone(delivery, Math.min(pause, this.options.retryMaxMs));
    }
  }

  private async post({
    url,
    body,
    headers,
  }: OutgoingMessage): Promise<{ status: number | null; error: string | null }> {
    try {
      const status = await this.poster.post(url, body, headers);
      return { status, error: status >= 200 && status < 300 ? null : `HTTP ${status}` };
    } catch (error) {
      return { status: null, error: error instanceof Error ? error.message : String(error) };
    }
  }

  private settle(delivery: Delivery, state: Delivery['state'], status: number | null, error: string | null): void {
    delivery.state = state;
    delivery.lastStatus = status;
    delivery.lastError = error;
    this.deliveries.put(delivery);
  }
}
