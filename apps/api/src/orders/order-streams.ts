import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleDestroy,
} from '@nestjs/common';
import { CONFIG, type Config } from '@yigou/platform';
import type { ServerResponse } from 'node:http';
import pg from 'pg';
import { hangUp, openEventStream } from '../http/event-stream';

const CHANNEL = 'order_changed';
const HEARTBEAT_MS = 20_000;
const RECONNECT_MS = 2_000;

/**
 * Server-sent events for orders: one connection listens to PostgreSQL, whose triggers name the order of each new step and carrier event. The browser
 * is told only that something changed and reads the order again through the route that checks who it is.
 */
@Injectable()
export class OrderStreams implements OnApplicationBootstrap, OnModuleDestroy, OnApplicationShutdown {
  private readonly log = new Logger('OrderStreams');
  private readonly listeners = new Map<string, Set<ServerResponse>>();
  private heartbeat: NodeJS.Timeout | undefined;
  private client: pg.Client | undefined;
  private stopped = false;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  onApplicationBootstrap(): void {
    this.heartbeat = setInterval(() => this.each((response) => response.write(': still here\n\n')), HEARTBEAT_MS);
    this.heartbeat.unref();
    void this.listen();
  }

  private async listen(): Promise<void> {
    if (this.stopped) return;
    const client = new pg.Client({
      connectionString: this.config.DATABASE_URL,
      application_name: 'yigou-streams',
      keepAlive: true,
    });
    this.client = client;
    const again = () => {
      if (this.client !== client) return;
      this.client = undefined;
      if (!this.stopped) setTimeout(() => void this.listen(), RECONNECT_MS).unref();
    };
    client.on('error', again);
    client.on('end', again);
    client.on('notification', ({ payload }) => this.announce(payload ?? ''));
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      // What happened while nobody listened is unknown, so everyone looks again.
      this.each((response) => response.write('event: changed\ndata: {}\n\n'));
    } catch (error) {
      this.log.warn({ err: error }, 'the listening connection failed; trying again');
      client.end().catch(() => undefined);
      again();
    }
  }

  private announce(orderId: string): void {
    for (const response of this.listeners.get(orderId) ?? []) response.write('event: changed\ndata: {}\n\n');
  }

  private each(act: (response: ServerResponse) => void): void {
    for (const responses of this.listeners.values()) responses.forEach(act);
  }

  /** Holds the response open until the browser goes or the process stops; then the browser comes back by itself. */
  open(orderId: string, response: ServerResponse): void {
    openEventStream(response, 3000);
    if (this.stopped) return hangUp(response);
    const responses = this.listeners.get(orderId) ?? new Set();
    responses.add(response);
    this.listeners.set(orderId, responses);
    response.on('close', () => {
      responses.delete(response);
      if (responses.size === 0) this.listeners.delete(orderId);
    });
  }

  /** Before the server stops listening: it waits for its open responses, and these would never end. */
  onModuleDestroy(): void {
    this.stopped = true;
    clearInterval(this.heartbeat);
    this.each(hangUp);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.client?.end().catch(() => undefined);
  }
}
