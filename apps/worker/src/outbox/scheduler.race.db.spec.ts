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

  @Every({ name: 'quick', everyMs: 100 })
  async runQuick(): Promise<void> {
    this.quick += 1;
  }

  @Every({ name: 'slow', everyMs: 100 })
  async runSlow(): Promise<void> {
    this.slow += 1;
    this.most = Math.max(this.most, (this.atOnce += 1));
    await sleep(2_500);
    this.atOnce -= 1;
  }

  @Every({ name: 'fails', everyMs: 100 })
  async runFails(): Promise<void> {
    this.fails += 1;
    throw new Error('no');
  }
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
    await sleep(4_500);
    await Promise.all(schedulers.map((scheduler) => scheduler.stop()));
    expect(sweeps.most).toBe(1);
    expect(sweeps.slow).toBeGreaterThanOrEqual(2);
    expect(sweeps.quick).toBeGreaterThanOrEqual(6);
    expect(sweeps.fails).toBeGreaterThanOrEqual(6);
    const rows = await test.db.query('SELECT name, failures > 3 AS failing, holder FROM schedule ORDER BY name');
    expect(rows).toEqual([
      { name: 'test.fails', failing: true, holder: null },
      { name: 'test.quick', failing: false, holder: null },
      { name: 'test.slow', failing: false, holder: null },
    ]);
  });
});

describe('the readiness of the worker', () => {
  async function readiness(watch: WorkerWatch) {
    const server = healthServer(test.db as Database, { ping: async () => 'PONG' } as unknown as Redis, watch);
    const answer = await server.inject('/health/ready');
    await server.close();
    return { status: answer.statusCode, problems: (answer.json() as { problems: string[] }).problems };
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
