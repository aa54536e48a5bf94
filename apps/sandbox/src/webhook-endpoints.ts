import type { SandboxClock } from './clock';
import type { Collection } from './collection';
import { newId, randomText } from './ids';

/** A registered receiver. During a roll two secrets are valid, and each message is signed with both. */
export interface WebhookEndpointRecord {
  id: string;
  url: string;
  enabledEvents: string[];
  description: string | null;
  metadata: Record<string, string>;
  apiVersion: string | null;
  created: number;
  /** Newest first; `until` is in real unix seconds, null for the current one. */
  secrets: { secret: string; until: number | null }[];
}

export type NewEndpoint = Pick<
  WebhookEndpointRecord,
  'url' | 'enabledEvents' | 'description' | 'metadata' | 'apiVersion'
>;

/** The endpoint that comes from the configuration; registered anew at each start. */
const CONFIGURED_ID = 'we_configured';

export class WebhookEndpoints {
  constructor(
    private readonly endpoints: Collection<WebhookEndpointRecord>,
    private readonly clock: SandboxClock,
  ) {}

  configure(webhook: { url: string; secret: string } | undefined): void {
    this.endpoints.delete(CONFIGURED_ID);
    if (!webhook) return;
    const all = { enabledEvents: ['*'], description: 'from the configuration', metadata: {}, apiVersion: null };
    this.add(CONFIGURED_ID, { ...all, url: webhook.url }, webhook.secret);
  }

  create(endpoint: NewEndpoint): WebhookEndpointRecord {
    return this.add(newId('we'), endpoint, newSecret());
  }

  get(id: string): WebhookEndpointRecord | undefined {
    return this.endpoints.get(id);
  }

  delete(id: string): boolean {
    return this.endpoints.delete(id);
  }

  clear(): void {
    this.endpoints.clear();
  }

  /** A new secret; the old one goes on signing for `overlapSeconds`. */
  roll(record: WebhookEndpointRecord, secret: string | undefined, overlapSeconds: number): string {
    const now = realSeconds();
    const [current] = record.secrets;
    const fresh = secret ?? newSecret();
    record.secrets = [{ secret: fresh, until: null }];
    if (current) record.secrets.push({ secret: current.secret, until: now + overlapSeconds });
    this.endpoints.put(record);
    return fresh;
  }

  secretsOf(record: WebhookEndpointRecord): string[] {
    const now = realSeconds();
    return record.secrets.filter(({ until }) => until === null || until > now).map(({ secret }) => secret);
  }

  /** Ids of the endpoints that want this type. */
  receiversOf(type: string): string[] {
    const receivers: string[] = [];
    for (const { id, enabledEvents } of this.endpoints.all()) {
      if (enabledEvents.includes('*') || enabledEvents.includes(type)) receivers.push(id);
    }
    return receivers;
  }

  private add(id: string, endpoint: NewEndpoint, secret: string): WebhookEndpointRecord {
    return this.endpoints.put({ ...endpoint, id, created: this.clock.now(), secrets: [{ secret, until: null }] });
  }
}

const newSecret = (): string => `whsec_${randomText(32)}`;

/** Signatures are judged by the receiver's own clock, so that the sandbox's shifted one has no say here. */
export const realSeconds = (): number => Math.floor(Date.now() / 1000);
