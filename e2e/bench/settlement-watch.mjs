// Hears from PostgreSQL that an order moved, so that waiting for the settlement costs the measured processes nothing.
import pg from 'pg';

const TIMEOUT_MS = 30_000;

export class SettlementWatch {
  static async open(databaseUrl) {
    const client = new pg.Client({ connectionString: databaseUrl });
    const watch = new SettlementWatch();
    client.on('notification', ({ payload }) => watch.hear(payload));
    await client.connect();
    await client.query('LISTEN order_changed');
    return watch;
  }

  constructor() {
    this.waiting = new Map();
  }

  hear(orderId) {
    this.waiting.get(orderId)?.();
    this.waiting.delete(orderId);
  }

  /** Resolves when every one of the orders has made its first step (from unpaid to paid). */
  settled(orderIds) {
    let timer;
    const late = new Promise((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`not settled after ${TIMEOUT_MS / 1000} s`)), TIMEOUT_MS);
    });
    const all = Promise.all(orderIds.map((id) => new Promise((resolve) => this.waiting.set(id, resolve))));
    return Promise.race([all, late]).finally(() => clearTimeout(timer));
  }
}
