// What the database says in the end, and how the end is awaited without waiting for hours.
import pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import type { System } from '../../infra/launcher/system.ts';

const PATIENCE_MS = 60_000;

/** How an order ended. */
export interface End {
  readonly status: string;
  readonly payment: string;
  readonly captured: boolean;
  readonly allBack: boolean;
  readonly refunds: readonly string[];
  /** Where its parcels are. */
  readonly parcels: readonly string[];
  /** Pieces that are still held for it. */
  readonly held: number;
}
/** What a certificate is worth, and its goods. */
export interface CertifiedGoods {
  readonly status: string;
  /** Listed products. */
  readonly goods: number;
  /** How many of them buyers see. */
  readonly onShelf: number;
}
/** How much is on its way, by kind. */
type Waiting = Readonly<
  Record<'outbox' | 'deliveries' | 'parked' | 'providerEvents' | 'unpaid' | 'refunds' | 'parcels' | 'mails', number>
>;

export class Books {
  private readonly system: System;

  constructor(system: System) {
    this.system = system;
  }

  private async query<Row extends object>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.system.databaseUrl });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Row>(sql, [...values])).rows;
    } finally {
      await client.end();
    }
  }

  /** Each order as it ended, without what differs from run to run. */
  ends(orderIds: readonly string[]): Promise<End[]> {
    return this.query(
      `SELECT o.status, p.status AS payment, (p.captured_fen = p.amount_fen) AS captured, p.refunded_fen = p.captured_fen AS "allBack",
         (SELECT coalesce(array_agg(f.status::text ORDER BY f.id), '{}') FROM refund f WHERE f.holder = o.id) AS refunds,
         (SELECT coalesce(array_agg(k.status ORDER BY k.id), '{}') FROM parcel k WHERE k.order_id = o.id) AS parcels,
         (SELECT sum(r.quantity - r.consumed - r.released)::int FROM reservation r WHERE r.holder = o.id) AS held
       FROM unnest($1::uuid[]) WITH ORDINALITY AS t (id, place) JOIN sales_order o ON o.id = t.id JOIN checkout c ON c.id = o.checkout_id
         JOIN payment p ON p.id = c.payment_id ORDER BY t.place`,
      [orderIds],
    );
  }

  goodsOf(certificateIds: readonly string[]): Promise<CertifiedGoods[]> {
    return this.query(
      `SELECT c.status, (SELECT count(*)::int FROM product p WHERE p.certificate_id = c.id AND p.status = 'listed') AS goods,
         (SELECT count(*)::int FROM product p JOIN listing l ON l.product_id = p.id WHERE p.certificate_id = c.id) AS "onShelf"
       FROM unnest($1::uuid[]) WITH ORDINALITY AS t (id, place) JOIN certificate c ON c.id = t.id ORDER BY t.place`,
      [certificateIds],
    );
  }

  /** The time to pay is over, and everybody who asks the provider after a minute of silence has waited it. */
  async letTimePass(unpaid: readonly string[]): Promise<void> {
    await this.query(
      `UPDATE sales_order SET expires_at = clock_timestamp() WHERE id = ANY($1) AND status = 'pending_payment'`,
      [unpaid],
    );
    await this.query(
      `UPDATE payment_attempt SET checked_at = clock_timestamp() - interval '2 minutes' WHERE status IN ('created', 'open')`,
    );
  }

  /** What is still on its way. */
  private async waiting(): Promise<Waiting> {
    const [row] = await this.query<Waiting>(
      `SELECT (SELECT count(*)::int FROM outbox WHERE relayed_at IS NULL) AS outbox, (SELECT count(*)::int FROM event_delivery) AS deliveries,
         (SELECT count(*)::int FROM event_delivery WHERE parked_at IS NOT NULL) AS parked,
         (SELECT count(*)::int FROM payment_event WHERE processed_at IS NULL) AS "providerEvents",
         (SELECT count(*)::int FROM sales_order WHERE status = 'pending_payment') AS unpaid,
         (SELECT count(*)::int FROM refund WHERE status IN ('pending', 'submitted')) AS refunds,
         (SELECT count(*)::int FROM parcel WHERE status <> 'delivered') AS parcels,
         (SELECT count(*)::int FROM mail WHERE sent_at IS NULL) AS mails`,
    );
    if (!row) throw new Error('a count has one row');
    return row;
  }

  /** Until nothing is on its way any more. */
  async settle(unpaid: readonly string[]): Promise<void> {
    for (const end = Date.now() + PATIENCE_MS; ;) {
      const waiting = await this.waiting();
      if (waiting.parked > 0) throw new Error(`parked: ${JSON.stringify(await this.parked())}`);
      if (Object.values(waiting).every((count) => count === 0)) return;
      if (Date.now() > end)
        throw new Error(`still on its way: ${JSON.stringify({ ...waiting, failed: await this.parked() })}`);
      await this.letTimePass(unpaid);
      await sleep(1_000);
    }
  }

  /** Message-IDs of all mails that were ever asked for. */
  async mails(): Promise<string[]> {
    const rows = await this.query<{ id: string }>('SELECT id FROM mail ORDER BY id');
    return rows.map(({ id }) => `<${id}@yigou>`);
  }

  private parked(): Promise<object[]> {
    return this.query(
      'SELECT o.topic, d.hearer, d.attempts, d.reason FROM event_delivery d JOIN outbox o ON o.id = d.event_id LIMIT 5',
    );
  }
}
