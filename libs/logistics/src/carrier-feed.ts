import { DomainError } from '@yigou/kernel';
import type { Config } from '@yigou/platform';
import { CarrierEvent } from '@yigou/contracts';
import { createHmac, timingSafeEqual } from 'node:crypto';

/** A carrier's (or an aggregator's) tracking service. */
export interface CarrierFeed {
  /** Asks for the events of a waybill to be posted to us. Safe to repeat. A network call: never in a transaction. */
  follow(parcel: { readonly carrier: string; readonly waybill: string; readonly destination: string }): Promise<void>;
  /** Verifies and reads a posted event. Throws `webhook_signature_invalid`, `validation_failed`. */
  parseEvent(rawBody: Buffer, signature: string | undefined): CarrierEvent;
}
export const CARRIER_FEED = Symbol('CARRIER_FEED');

const TOLERANCE_SECONDS = 300;
const TIMEOUT_MS = 5_000;

/** The feed over HTTP with signed posts: `X-Carrier-Signature: t=<unix>,v1=<hex HMAC-SHA256 of "t.body">`. */
export class HttpCarrierFeed implements CarrierFeed {
  constructor(private readonly config: Config) {}

  async follow(parcel: { carrier: string; waybill: string; destination: string }): Promise<void> {
    const answer = await fetch(`${this.config.CARRIER_FEED_URL}/parcels`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(parcel),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!answer.ok) throw new Error(`the carrier feed answered ${answer.status}`);
  }

  parseEvent(rawBody: Buffer, signature: string | undefined): CarrierEvent {
    const match = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(signature ?? '');
    const [, time = '', given = ''] = match ?? [];
    const fresh = Math.abs(Date.now() / 1000 - Number(time)) <= TOLERANCE_SECONDS;
    const expected = createHmac('sha256', this.config.CARRIER_WEBHOOK_SECRET)
      .update(`${time}.`)
      .update(rawBody)
      .digest();
    if (!match || !fresh || !timingSafeEqual(expected, Buffer.from(given, 'hex'))) {
      throw new DomainError('webhook_signature_invalid');
    }
    const parsed = CarrierEvent.safeParse(readJson(rawBody));
    if (parsed.success) return parsed.data;
    const fields = Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join('.'), issue.message]));
    throw new DomainError('validation_failed', { fields });
  }
}

function readJson(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString('utf8'));
  } catch {
    throw new DomainError('malformed_request');
  }
}
