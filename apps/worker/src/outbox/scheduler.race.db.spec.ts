import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Database } from '@yigou/platform';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import type { Redis } from 'ioredis';
import { setTimeout as sleep } from 'node:timers/promises';
import { healthServer } from '../health';
import { collectQueues, Consumer, Every } from './consumer';
import { Scheduler } from './scheduler';
import { WorkerWatch } from './watch';

@Consumer('test')
class Sweeps {
  quick = 0;
  slow = 0;
  atOnce = 0;
  most = 0;
  fails = 0;
  go: () => void = () => undefined;
  private readonly gate = new Promise<void>((resolve) => (this.go = resolve));

  @Every({ name: 'quick', everyMs: 100 })
  async runQuick(): Promise<void> {
    this.quick += 1;
  }

  @Every({ name: 'slow', everyMs: 100 })
  async runSlow(): Promise<void> {
    this.slow += 1;
    this.most = Math.max(this.most, (this.atOnce += 1));
    await this.gate;
    this.atOnce -= 1;
  }

  @Every({ name: 'fails', everyMs: 100 })
  async runFails(): Promise<void> {
    this.fails += 1;
    throw new Error('no');
  }
}

/** Just short of Jest's own limit: how long it takes is the machine's. */
const PATIENCE_MS = 50_000;
async function until(holds: () => boolean): Promise<void> {
  for (const end = performance.now() + PATIENCE_MS; !holds() && performance.now() < end;) await sleep(50);
}

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 10 });
});
afterAll(() => test.close());
beforeEach(() => test.db.query('TRUNCATE schedule'));

describe('the scheduler', () => {
  it('runs each schedule again and again in one of two workers, none beside itself, none held up by a slow one', async () => {
    const sweeps = new Sweeps();
    const schedulers = [new Scheduler(new Database(test.source)), new Scheduler(new Database(test.source))];
    for (const scheduler of schedulers) scheduler.start(collectQueues([sweeps]));
    // The slow one goes on until the others have run, which they could not if it held them up.
    const others = (times: number) => sweeps.quick >= times && sweeps.fails >= times;
    await until(() => sweeps.slow === 1 && others(6));
    expect([sweeps.slow, sweeps.atOnce, others(6)]).toEqual([1, 1, true]);
    sweeps.go();
    await until(() => sweeps.slow >= 2);
    await Promise.all(schedulers.map((scheduler) => scheduler.stop()));
    expect(sweeps.slow).toBeGreaterThanOrEqual(2);
    expect(sweeps.most).toBe(1);
    const rows = await test.db.query('SELECT name, failures > 3 AS failing, holder FROM schedule ORDER BY name');
    expect(rows).toEqual([
      { name: 'test.fails', failing: true, holder: null },
      { name: 'test.quick', failing: false, holder: null },
      { name: 'test.slow', failing: false, holder: null },
    ]);
  });
});

describe('the readiness of the worker', () => {
  async function answered(watch: WorkerWatch, set: () => Promise<string> = async () => 'OK') {
    const server = healthServer(test.db as Database, { set } as unknown as Redis, watch);
    const answer = await server.inject('/health/ready');
    await server.close();
    return { ...(answer.json() as { problems: string[]; queue: string }), status: answer.statusCode };
  }
  async function readiness(watch: WorkerWatch) {
    const { status, problems } = await answered(watch);
    return { status, problems };
  }
  const late = (names: string[]) => ({ late: async () => names.map((name) => ({ name, finishedAt: null })) });

  it('ends while a schedule stands still, and comes back with it', async () => {
    const scheduler = late(['orders.expire-unpaid']);
    const watch = new WorkerWatch(test.db as Database, scheduler as unknown as Scheduler);
    await watch.look();
    expect(await readiness(watch)).toEqual({
      status: 503,
      problems: ['schedule orders.expire-unpaid has not run for three periods'],
    });
    Object.assign(scheduler, late([]));
    await watch.look();
    expect(await readiness(watch)).toEqual({ status: 200, problems: [] });
  });

  it('ends while Redis is full, though it answers, and while it does not', async () => {
    const watch = new WorkerWatch(test.db as Database, late([]) as unknown as Scheduler);
    await watch.look();
    const refused = (message: string) => answered(watch, () => Promise.reject(new Error(message)));
    expect(await answered(watch)).toMatchObject({ status: 200, queue: 'ok' });
    expect(await refused("OOM command not allowed when used memory > 'maxmemory'.")).toMatchObject({
      status: 503,
      queue: 'full',
    });
    expect(await refused('Connection is closed.')).toMatchObject({ status: 503, queue: 'unreachable' });
  });

  it('ends while events are taken up by nobody', async () => {
    const watch = new WorkerWatch(test.db as Database, late([]) as unknown as Scheduler);
    await test.db.query(
      `INSERT INTO event_hearer (topic, hearer, queue) VALUES ('orders.paid', 'test', 'test') ON CONFLICT DO NOTHING`,
    );
    const [event] = await test.db.query<{ id: string }>(
      `INSERT INTO outbox (id, topic, payload, created_at) VALUES (gen_random_uuid(), 'orders.paid', '{}', now() - interval '6 minutes') RETURNING id`,
    );
    await watch.look();
    expect(await readiness(watch)).toEqual({
      status: 503,
      problems: ['1 events have not been taken up for five minutes'],
    });
    await test.db.query('UPDATE outbox SET relayed_at = now() WHERE id = $1', [event?.id]);
    await test.db.query(
      `INSERT INTO event_delivery (event_id, hearer, queued, due_at) VALUES ($1, 'test', true, now() - interval '6 minutes')`,
      [event?.id],
    );
    await watch.look();
    expect((await readiness(watch)).status).toBe(503);
    // What was tried and waits for its next try is looked at where events fail.
    await test.db.query('UPDATE event_delivery SET attempts = 1 WHERE event_id = $1', [event?.id]);
    await watch.look();
    expect((await readiness(watch)).status).toBe(200);
    await test.db.query('DELETE FROM event_delivery WHERE event_id = $1', [event?.id]);
  });

  it('ends while its clock is hours ahead of the database’s', async () => {
    const behind = {
      query: async (sql: string) =>
        sql.includes('extract(epoch') ? [{ ms: Date.now() - 3 * 3_600_000 }] : test.db.query(sql),
    };
    const watch = new WorkerWatch(behind as unknown as Database, late([]) as unknown as Scheduler);
    await watch.look();
    expect(await readiness(watch)).toEqual({
      status: 503,
      problems: ["the clock is 10800 s ahead of the database's"],
    });
  });
});
