import type { SandboxClock } from './clock';
import type { Collection } from './collection';
import type { SandboxConfig } from './config';
import { Dispatcher } from './dispatcher';
import type { Delivery, OutgoingMessage } from './dispatcher';
import { newId } from './ids';
import { signatureHeader } from './signature';
import { realSeconds } from './webhook-endpoints';

export const carrierCodes = ['collected', 'in_transit', 'out_for_delivery', 'delivered', 'exception'] as const;
export type CarrierCode = (typeof carrierCodes)[number];

/** The way of a parcel; an exception may come between any two steps. */
const WAY: readonly CarrierCode[] = ['collected', 'in_transit', 'out_for_delivery', 'delivered'];

/** What a carrier reports: one thing that happened to one parcel. */
export interface CarrierEvent {
  id: string;
  carrier: string;
  waybill: string;
  code: CarrierCode;
  /** ISO 8601 with milliseconds; strictly rising within a parcel. */
  occurredAt: string;
  place: string;
  note: string;
}

export interface Parcel {
  /** `carrier/waybill`. */
  id: string;
  carrier: string;
  waybill: string;
  origin: string | null;
  destination: string | null;
  /** How many steps of the way are behind it. */
  step: number;
  eventIds: string[];
}

export type NewParcel = Pick<Parcel, 'carrier' | 'waybill' | 'origin' | 'destination'>;

type CarrierConfig = Pick<
  SandboxConfig,
  'carrierWebhook' | 'carrierAuto' | 'carrierStepMs' | 'retryBaseMs' | 'retryMaxMs' | 'retryAttempts'
>;

/** Plays the carriers: parcels move on demand or by themselves, and each movement is told to the product's webhook. */
export class Carrier {
  readonly dispatcher: Dispatcher;
  private readonly timers = new Map<string, NodeJS.Timeout>();

  constructor(
    private readonly parcels: Collection<Parcel>,
    private readonly events: Collection<CarrierEvent>,
    deliveries: Collection<Delivery>,
    private readonly config: CarrierConfig,
    private readonly clock: SandboxClock,
  ) {
    this.dispatcher = new Dispatcher(deliveries, { ...config, prepare: (delivery) => this.message(delivery) });
  }

  /** Registering the same waybill again changes nothing. */
  register(parcel: NewParcel): { parcel: Parcel; created: boolean } {
    const known = this.find(parcel.carrier, parcel.waybill);
    if (known) return { parcel: known, created: false };
    const created = this.parcels.put({
      ...parcel,
      id: parcelId(parcel.carrier, parcel.waybill),
      step: 0,
      eventIds: [],
    });
    this.scheduleStep(created);
    return { parcel: created, created: true };
  }

  find(carrier: string, waybill: string): Parcel | undefined {
    return this.parcels.get(parcelId(carrier, waybill));
  }

  list(): Parcel[] {
    return this.parcels.newestFirst();
  }

  eventsOf(parcel: Parcel): CarrierEvent[] {
    return parcel.eventIds.map((id) => this.events.get(id)).filter((event) => event !== undefined);
  }

  isDelivered(parcel: Parcel): boolean {
    return parcel.step >= WAY.length;
  }

  /** Moves a parcel on by so many steps, or as far as it goes. */
  advance(parcel: Parcel, steps: number): CarrierEvent[] {
    const happened: CarrierEvent[] = [];
    for (const code of WAY.slice(parcel.step, parcel.step + steps)) {
      parcel.step += 1;
      happened.push(this.report(parcel, code, undefined));
    }
    return happened;
  }

  exception(parcel: Parcel, note: string | undefined): CarrierEvent {
    return this.report(parcel, 'exception', note);
  }

  /** All that was ever reported of a parcel, reported again. */
  replay(parcel: Parcel): number {
    for (const event of this.eventsOf(parcel)) this.deliver(event);
    return parcel.eventIds.length;
  }

  /** News of a parcel that nobody registered: a carrier's mistake, or a waybill typed wrongly. */
  reportUnknown(carrier: string, waybill: string): CarrierEvent {
    const stranger: Parcel = {
      id: parcelId(carrier, waybill),
      carrier,
      waybill,
      origin: null,
      destination: null,
      step: 1,
      eventIds: [],
    };
    const event = this.events.put(this.describe(stranger, 'in_transit', undefined));
    this.deliver(event);
    return event;
  }

  resume(): void {
    this.dispatcher.resume();
    for (const parcel of this.parcels.all()) this.scheduleStep(parcel);
  }

  clear(): void {
    this.stopTimers();
    this.dispatcher.clear();
    this.parcels.clear();
    this.events.clear();
  }

  stop(): void {
    this.stopTimers();
    this.dispatcher.stop();
  }

  private report(parcel: Parcel, code: CarrierCode, note: string | undefined): CarrierEvent {
    const event = this.events.put(this.describe(parcel, code, note));
    parcel.eventIds.push(event.id);
    this.parcels.put(parcel);
    this.deliver(event);
    return event;
  }

  private deliver(event: CarrierEvent): void {
    if (this.config.carrierWebhook) this.dispatcher.send(event.id, 'carrier', event.code);
  }

  private describe(parcel: Parcel, code: CarrierCode, note: string | undefined): CarrierEvent {
    const last = this.eventsOf(parcel).at(-1);
    const now = Math.max(this.clock.nowMs(), last ? Date.parse(last.occurredAt) + 1 : 0);
    const { place, text } = WORDS[code](parcel);
    const { carrier, waybill } = parcel;
    return {
      id: newId('cev'),
      carrier,
      waybill,
      code,
      occurredAt: new Date(now).toISOString(),
      place,
      note: note ?? text,
    };
  }

  private message(delivery: Delivery): OutgoingMessage | undefined {
    const event = this.events.get(delivery.eventId);
    const { carrierWebhook } = this.config;
    if (!event || !carrierWebhook) return undefined;
    const body = JSON.stringify(event);
    const signature = signatureHeader(body, [carrierWebhook.secret], realSeconds());
    return { url: carrierWebhook.url, body, headers: { 'x-carrier-signature': signature } };
  }

  private scheduleStep(parcel: Parcel): void {
    if (!this.config.carrierAuto || this.isDelivered(parcel)) return;
    const timer = setTimeout(() => {
      this.timers.delete(parcel.id);
      this.advance(parcel, 1);
      this.scheduleStep(parcel);
    }, this.config.carrierStepMs);
    this.timers.set(parcel.id, timer);
  }

  private stopTimers(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }
}

const parcelId = (carrier: string, waybill: string): string => `${carrier}/${waybill}`;

const WORDS: Record<CarrierCode, (parcel: Parcel) => { place: string; text: string }> = {
  collected: ({ origin }) => ({ place: `${origin ?? '产地'}揽收点`, text: '快件已揽收' }),
  in_transit: ({ origin }) => ({ place: `${origin ?? '产地'}转运中心`, text: '快件已发出，正在运往目的地' }),
  out_for_delivery: ({ destination }) => ({
    place: `${destination ?? '目的地'}营业部`,
    text: '快件正在派送，请保持电话畅通',
  }),
  delivered: ({ destination }) => ({ place: destination ?? '目的地', text: '快件已签收' }),
  exception: ({ destination }) => ({
    place: `${destination ?? '目的地'}营业部`,
    text: '派送异常：暂时联系不上收件人，将再次派送',
  }),
};
