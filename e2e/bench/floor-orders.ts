// The floor of a checkout: the smallest transaction that sells two items and keeps their stock true, straight through pg.
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Amount, Result } from './figures.ts';
import { runUnits, serveParent } from './runner.ts';

const { DATABASE_URL, FLOOR_POOL } = process.env;
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: Number(FLOOR_POOL), application_name: 'yigou-floor' });
const STOCK_ROWS = 10_000;

const TABLES = `
  CREATE SCHEMA floor;
  CREATE TABLE floor.stock (sku_id integer PRIMARY KEY, on_hand integer NOT NULL, reserved integer NOT NULL DEFAULT 0,
    CHECK (reserved <= on_hand)) WITH (fillfactor = 70);
  CREATE TABLE floor.sales_order (id uuid PRIMARY KEY, user_id uuid NOT NULL, status text NOT NULL, total_fen bigint NOT NULL,
    receiver text NOT NULL, detail text NOT NULL, created_at timestamptz NOT NULL DEFAULT now());
  CREATE INDEX ON floor.sales_order (user_id, created_at);
  CREATE TABLE floor.order_line (order_id uuid NOT NULL, sku_id integer NOT NULL, name text NOT NULL, price_fen bigint NOT NULL,
    quantity integer NOT NULL, PRIMARY KEY (order_id, sku_id));
  CREATE TABLE floor.payment (id uuid PRIMARY KEY, order_id uuid NOT NULL UNIQUE, amount_fen bigint NOT NULL, status text NOT NULL);
  INSERT INTO floor.stock (sku_id, on_hand) SELECT n, 1000000 FROM generate_series(1, ${STOCK_ROWS}) AS n;
  ANALYZE floor.stock;`;

const ORDER = {
  name: 'floor-order',
  text: `INSERT INTO floor.sales_order (id, user_id, status, total_fen, receiver, detail) VALUES ($1, $2, 'pending_payment', $3, '压测买家', '中关村大街 27 号')`,
};
const LINE = {
  name: 'floor-line',
  text: `INSERT INTO floor.order_line (order_id, sku_id, name, price_fen, quantity) VALUES ($1, $2, '压测商品', $3, 1)`,
};
const RESERVE = {
  name: 'floor-reserve',
  text: 'UPDATE floor.stock SET reserved = reserved + 1 WHERE sku_id = $1 AND on_hand - reserved >= 1',
};
const PAYMENT = {
  name: 'floor-payment',
  text: `INSERT INTO floor.payment (id, order_id, amount_fen, status) VALUES ($1, $2, $3, 'pending')`,
};

async function placeOrder(): Promise<void> {
  const client = await pool.connect();
  const [first, step] = [1 + Math.floor(Math.random() * STOCK_ROWS), 1 + Math.floor(Math.random() * (STOCK_ROWS - 1))];
  const skus = [first, ((first - 1 + step) % STOCK_ROWS) + 1].sort((a, b) => a - b);
  const orderId = randomUUID();
  try {
    await client.query('BEGIN');
    await client.query({ ...ORDER, values: [orderId, randomUUID(), 5_000] });
    for (const skuId of skus) await client.query({ ...LINE, values: [orderId, skuId, 2_500] });
    for (const skuId of skus) {
      const { rowCount } = await client.query({ ...RESERVE, values: [skuId] });
      if (rowCount !== 1) throw new Error(`no stock of ${skuId}`);
    }
    await client.query({ ...PAYMENT, values: [randomUUID(), orderId, 5_000] });
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

const handlers = {
  prepare: async (): Promise<void> => void (await pool.query(TABLES)),
  orders: (amount: Amount): Promise<Result> => runUnits(amount, placeOrder),
};
export type FloorHandlers = typeof handlers;
serveParent(handlers);
