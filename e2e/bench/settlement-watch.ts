// Hears from PostgreSQL that an order moved, so that waiting for the settlement costs the measured processes nothing.

import pg from 'pg';

const TIMEOUT_MS = 30_000;

export class SettlementWatch {
  private readonly waiting = new Map<string, () => void>();

  static async open(databaseUrl: string): Promise<SettlementWatch> {
    const client = new pg.Client({ connectionString: databaseUrl });
    const watch = new SettlementWatch();
    client.on('notification', ({ payload = '' }) => watch.hear(payload));
    await client.connect();
    await client.query('LISTEN order_changed');
    return watch;
  }

  private hear(orderId: string): void {
    this.waiting.get(orderId)?.();
    this.waiting.delete(orderId);
  }

  /** Resolves when every one of the orders has made its first step (from unpaid to paid). */
  async settled(orderIds: readonly string[]): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`not settled after ${TIMEOUT_MS / 1000} s`)), TIMEOUT_MS);
    });
    const all = Promise.all(orderIds.map((id) => new Promise<void>((resolve) => this.waiting.set(id, resolve))));
    await Promise.race([all, late]).finally(() => clearTimeout(timer));
  }
}
