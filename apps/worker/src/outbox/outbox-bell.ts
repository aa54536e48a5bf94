import pg from 'pg';

const CHANNEL = 'outbox';
const RECONNECT_MS = 1_000;

/**
 * Rings when somebody writes to the outbox (a trigger notifies), so that the relay neither polls in haste nor sleeps over news. It may ring for nothing, and while
 * its connection is away it does not ring: who waits looks again after a while anyway.
 */
export class OutboxBell {
  private client: pg.Client | undefined;
  private rung = false;
  private wake: () => void = () => undefined;
  private closed = false;

  constructor(private readonly databaseUrl: string) {}

  listen(): void {
    if (this.closed) return;
    const client = new pg.Client({
      connectionString: this.databaseUrl,
      application_name: 'yigou-relay',
      keepAlive: true,
    });
    this.client = client;
    const again = () => {
      if (this.client !== client) return;
      this.client = undefined;
      if (!this.closed) setTimeout(() => this.listen(), RECONNECT_MS).unref();
    };
    client.on('error', again);
    client.on('end', again);
    client.on('notification', () => this.ring());
    client
      .connect()
      .then(() => client.query(`LISTEN ${CHANNEL}`))
      .then(() => this.ring())
      .catch(again);
  }

  private ring(): void {
    this.rung = true;
    this.wake();
  }

  /** Whoever rang before this is looked after now; who rings while that goes on rings for the next look. */
  answered(): void {
    this.rung = false;
  }

  /** Until it rings, or has rung since it was last answered, or the time is over. */
  async wait(milliseconds: number): Promise<void> {
    if (!this.rung && !this.closed) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    this.ring();
    await this.client?.end().catch(() => undefined);
  }
}
