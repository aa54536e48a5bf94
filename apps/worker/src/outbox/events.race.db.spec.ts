import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DomainError } from '@yigou/kernel';
import {
  type Config,
  countEvents,
  defineEvent,
  EventDeliveries,
  failedDeliveries,
  publish,
  QUEUE_PREFIX,
  retryDelivery,
} from '@yigou/platform';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { randomInt } from 'node:crypto';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { collectQueues, Consumer, type Heard, On } from './consumer';
import { DoneDeliveries } from './done-deliveries';
import { QueueWorkers } from './queue-workers';
import { OutboxRelay } from './relay';

const Happened = defineEvent('test.counted', z.object({ n: z.int() }), { unheard: 'a test' });
/** A database of Redis of our own, so that wiping it wipes nobody else's. */
const redisUrl = `${process.env['TEST_REDIS_URL']}/${randomInt(8, 16)}`;
const PATIENCE_MS = 30_000;

@Consumer('test-events')
class Listener {
  readonly heard: number[] = [];
  away = false;
  poison = new Set<number>();
  gate: Promise<void> = Promise.resolve();

  @On(Happened)
  async listen({ payload }: Heard<typeof Happened>): Promise<void> {
    await this.gate;
    if (this.away) throw new Error('connect ECONNREFUSED');
    if (this.poison.has(payload.n)) throw new DomainError('illegal_transition');
    this.heard.push(payload.n);
  }
}

let test: TestDatabase;
let redis: Redis;
let listener: Listener;
let relay: OutboxRelay;
let workers: QueueWorkers;

beforeAll(async () => {
  test = await createTestDatabase({ pool: 20 });
  redis = new Redis(redisUrl);
});
afterAll(async () => {
  await redis.flushdb();
  redis.disconnect();
  await test.close();
});
beforeEach(async () => {
  await test.db.query('TRUNCATE event_delivery, event_hearer, outbox');
  await redis.flushdb();
  listener = new Listener();
  const config = { DATABASE_URL: test.url, REDIS_URL: redisUrl } as Config;
  const deliveries = new EventDeliveries(test.db);
  relay = new OutboxRelay(deliveries, config);
  workers = new QueueWorkers(deliveries, config);
});
afterEach(async () => {
  await workers.stop();
  await relay.stop();
});

const start = async () => {
  const queues = collectQueues([listener]);
  relay.start(queues);
  await workers.start(queues);
};
const happen = (from: number, to: number) =>
  test.uow.run(async (tx) => {
    for (let n = from; n < to; n += 1) await publish(tx, Happened, { n });
  });
async function until(what: () => Promise<boolean> | boolean): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; !(await what()); await sleep(50))
    if (Date.now() > end) throw new Error('it did not come about in time');
}
const allDone = async () => {
  const [left] = await test.db.query<{ n: number }>(
    `SELECT (SELECT count(*) FROM event_delivery) + (SELECT count(*) FROM outbox WHERE relayed_at IS NULL) AS n`,
  );
  return left?.n === 0;
};
/** A way to Redis whose answers wait for a gate. */
async function slowWay(gate: () => Promise<unknown>): Promise<{ server: Server; url: string }> {
  const way = new URL(redisUrl);
  const { hostname, port } = way;
  const server = createServer((client) => {
    const target = connect(Number(port), hostname);
    let last: Promise<unknown> = Promise.resolve();
    target.on('data', (chunk) => (last = last.then(gate).then(() => client.write(chunk))));
    client.pipe(target);
    client.on('error', () => target.destroy());
    client.on('close', () => target.destroy());
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  way.hostname = '127.0.0.1';
  way.port = String((server.address() as AddressInfo).port);
  return { server, url: way.href };
}
const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);
const heard = () => [...new Set(listener.heard)].sort((a, b) => a - b);

describe('events', () => {
  it('are heard by all, and nothing is left behind', async () => {
    await start();
    await happen(0, 50);
    await until(allDone);
    expect(listener.heard.sort((a, b) => a - b)).toEqual(numbers(50));
  });

  it('are heard though Redis took its time to answer when the worker began', async () => {
    let gate: Promise<unknown> = Promise.resolve();
    const { server, url } = await slowWay(() => gate);
    const late = new QueueWorkers(new EventDeliveries(test.db), { DATABASE_URL: test.url, REDIS_URL: url } as Config);
    try {
      relay.start(collectQueues([listener]));
      // Longer than a producer waits for a command.
      gate = sleep(2_100);
      await late.start(collectQueues([listener]));
      await happen(0, 1);
      await until(allDone);
      expect(listener.heard).toEqual([0]);
    } finally {
      await late.stop();
      server.close();
    }
  });

  it('that come together cost one look for many, and one note that they are done', async () => {
    const asked = { relay: 0, done: 0, noted: 0 };
    const counting: Pick<EventDeliveries, 'declare' | 'due' | 'queuesForgot' | 'relay' | 'done'> = {
      declare: () => Promise.resolve(),
      due: () => Promise.resolve([]),
      queuesForgot: () => Promise.resolve(),
      relay: () => Promise.resolve({ taken: 0, due: [], look: (asked.relay += 1) }),
      done: (heard) => Promise.resolve(void ((asked.done += 1), (asked.noted += heard.length))),
    };
    const config = { DATABASE_URL: test.url, REDIS_URL: redisUrl } as Config;
    const counted = new OutboxRelay(counting as EventDeliveries, config);
    const done = new DoneDeliveries(counting);
    counted.start([]);
    await until(() => asked.relay > 0);
    await sleep(500);
    asked.relay = 0;
    const started = performance.now();
    for (let n = 0; n < 300; n += 1) {
      await test.db.query('NOTIFY outbox');
      done.add({ eventId: String(n), hearer: 'x', topic: 'x', payload: {}, requestId: null, attempts: 0 });
    }
    const took = performance.now() - started;
    await counted.stop();
    await done.flush();
    expect(asked.relay).toBeGreaterThan(0);
    expect(asked.relay).toBeLessThanOrEqual(took / 30 + 5);
    expect(asked.done).toBeLessThanOrEqual(took / 100 + 5);
    expect(asked.noted).toBe(300);
  });

  it('survive that Redis is wiped again and again while they are on their way', async () => {
    let open: () => void = () => undefined;
    listener.gate = new Promise((resolve) => (open = resolve));
    await start();
    for (let round = 0; round < 5; round += 1) {
      await happen(round * 60, round * 60 + 60);
      await until(async () => (await countEvents(test.db)).waiting > 0);
      await redis.flushdb();
    }
    open();
    await until(allDone);
    expect(heard()).toEqual(numbers(300));
  });

  it('wait while a dependency is away, and follow at once when it is back', async () => {
    listener.away = true;
    await start();
    await happen(0, 20);
    const failedAll = async () => {
      const rows = await failedDeliveries(test.db, 100);
      return rows.length === 20 && rows.every(({ attempts }) => attempts >= 2);
    };
    await until(failedAll);
    await test.db.query("UPDATE event_delivery SET due_at = now() + interval '1 hour' WHERE NOT queued");
    listener.away = false;
    await test.db.query(
      'UPDATE event_delivery SET due_at = now() WHERE event_id = (SELECT event_id FROM event_delivery LIMIT 1)',
    );
    await until(allDone);
    expect(heard()).toEqual(numbers(20));
  });

  it('that are poisoned are parked, hold up no other, and go on once a person says so', async () => {
    listener.poison.add(3);
    await start();
    await happen(0, 10);
    await until(async () => {
      await test.db.query(
        'UPDATE event_delivery SET due_at = now(), attempts = greatest(attempts, 6) WHERE NOT queued AND attempts > 0 AND parked_at IS NULL',
      );
      return (await countEvents(test.db)).parked === 1;
    });
    expect(heard()).toEqual(numbers(10).filter((n) => n !== 3));
    const [parked] = await failedDeliveries(test.db, 10);
    expect(parked).toMatchObject({ payload: { n: 3 }, nextTryAt: null });
    listener.poison.clear();
    await retryDelivery(test.db, parked ?? { eventId: '', hearer: '' });
    await until(allDone);
    expect(heard()).toEqual(numbers(10));
  });

  it('whose payload does not fit any more are not handed to the hearer, and count as poisoned', async () => {
    await start();
    await happen(0, 1);
    await until(allDone);
    await test.db.query(
      `INSERT INTO outbox (id, topic, payload) VALUES (gen_random_uuid(), 'test.counted', '{"n": "one"}')`,
    );
    await until(async () => (await failedDeliveries(test.db, 10)).length === 1);
    expect((await failedDeliveries(test.db, 10))[0]?.reason).toContain('"expected": "number"');
    expect(listener.heard).toEqual([0]);
  });

  it('that a newer worker queued are left to it by one that does not know their hearer', async () => {
    await start();
    await happen(0, 1);
    await until(allDone);
    const [event] = await test.db.query<{ id: string }>('SELECT id FROM outbox');
    await test.db.query(
      `INSERT INTO event_delivery (event_id, hearer, due_at, queued) VALUES ($1, 'test-events.newer', now() + interval '1 hour', true)`,
      [event?.id],
    );
    const queue = new Queue('test-events', { connection: redis, prefix: QUEUE_PREFIX });
    await queue.add('test.counted', { eventId: event?.id, hearer: 'test-events.newer', payload: { n: 0 } });
    await until(async () => {
      const [row] = await test.db.query('SELECT queued, attempts FROM event_delivery');
      return row?.['queued'] === false && row['attempts'] === 0;
    });
    await queue.close();
  });
});
