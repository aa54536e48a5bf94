import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { createDataSource, Database } from './database';
import { UnitOfWork } from './unit-of-work';

const server = new URL(process.env['TEST_DATABASE_URL'] ?? '');
const LIMIT_MS = 200;
/** What the client waits at most: the statement's own limit, and a second. */
const CUT_MS = LIMIT_MS + 1_000;

/** PostgreSQL behind a wire that can go silent, as a stopped machine does: nothing is refused, nothing is closed. */
let wire: Server;
let frozen = false;
const sockets = new Set<Socket>();
let db: Database;
let uow: UnitOfWork;

beforeAll(async () => {
  wire = createServer((near) => {
    const far = connect(Number(server.port), server.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    }
    near.on('data', (data) => frozen || far.write(data)).on('close', () => far.destroy());
    far.on('data', (data) => frozen || near.write(data)).on('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve));
  const url = new URL(server);
  url.hostname = '127.0.0.1';
  url.port = String((wire.address() as { port: number }).port);
  const options = { url: url.href, pool: 2, statementTimeoutMs: LIMIT_MS, connectionTimeoutMs: 500 };
  const source = await createDataSource(options).initialize();
  db = new Database(source);
  uow = new UnitOfWork(source);
});
afterAll(async () => {
  frozen = false;
  await db.source.destroy();
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => wire.close(resolve));
});

describe('PostgreSQL that says nothing any more', () => {
  it('is waited for no longer than a statement may take, alone or in a transaction, and is found again', async () => {
    await db.query('SELECT 1');
    const began = Date.now();
    const held = uow.run(async (tx) => {
      await tx.query('SELECT 1');
      frozen = true;
      await tx.query('SELECT 2');
    });
    const lone = new Promise((resolve) => setTimeout(resolve, 20)).then(() => db.query('SELECT 3'));
    const ended = await Promise.allSettled([held, lone]);
    expect(ended.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(Date.now() - began).toBeLessThan(CUT_MS + 1_500);
    frozen = false;
    expect(await db.query('SELECT 4 AS n')).toEqual([{ n: 4 }]);
  });

  it('is waited for longer by who said so, for that transaction', async () => {
    await uow.run(async (tx) => {
      await tx.takeUpTo(5_000);
      await tx.query('SELECT pg_sleep(0.3)');
    });
    await expect(db.query('SELECT pg_sleep(0.3)')).rejects.toMatchObject({ code: '57014' });
  });
});

it('keeps a connection through minutes in which nobody asks, with the plans that it has, and not for ever', () => {
  const { idleTimeoutMillis, maxLifetimeSeconds } = db.pool.options;
  expect(idleTimeoutMillis).toBeGreaterThanOrEqual(5 * 60_000);
  expect(maxLifetimeSeconds).toBeGreaterThan((idleTimeoutMillis ?? 0) / 1_000);
});
