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
