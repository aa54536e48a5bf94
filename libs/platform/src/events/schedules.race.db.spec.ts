import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { clockSkewMs, pruneSchedules, Schedules } from './schedules';

let test: TestDatabase;
let mine: Schedules;
let other: Schedules;
const SWEEP = { name: 'orders.expire', everyMs: 10_000 };
const set = (columns: string) => test.db.query(`UPDATE schedule SET ${columns}`);

beforeAll(async () => {
  test = await createTestDatabase({ pool: 20 });
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.db.query('TRUNCATE schedule');
  mine = new Schedules(test.db, newId());
  other = new Schedules(test.db, newId());
  await mine.plan([SWEEP]);
});

describe('a schedule', () => {
  it('runs at once, then after its period', async () => {
    expect(await mine.claim([SWEEP.name])).toEqual([SWEEP.name]);
    await mine.finish(SWEEP.name, null);
    expect(await mine.claim([SWEEP.name])).toEqual([]);
    await set("due_at = due_at - interval '10 seconds'");
    expect(await mine.claim([SWEEP.name])).toEqual([SWEEP.name]);
  });

  it('is run by one of many workers that look at once', async () => {
    const claims = await Promise.all(
      Array.from({ length: 12 }, () => new Schedules(test.db, newId()).claim([SWEEP.name])),
    );
    expect(claims.flat()).toEqual([SWEEP.name]);
  });

  it('never overlaps itself, however long a run takes, while its worker shows that it lives', async () => {
    await mine.claim([SWEEP.name]);
    await set("due_at = now() - interval '1 hour', held_until = now() + interval '1 second'");
    await mine.beat();
    await test.db.query('SELECT pg_sleep(1.2)');
    expect(await other.claim([SWEEP.name])).toEqual([]);
  });

  it('is free again when its worker was killed', async () => {
    await mine.claim([SWEEP.name]);
    await set("due_at = now(), held_until = now() - interval '1 second'");
    expect(await other.claim([SWEEP.name])).toEqual([SWEEP.name]);
    // The one that was thought dead ends nothing of the other's.
    await mine.finish(SWEEP.name, 'late');
    expect(await test.db.query('SELECT holder IS NOT NULL AS held, failures FROM schedule')).toEqual([
      { held: true, failures: 0 },
    ]);
  });

  it('is planned anew when it was planned hours ahead by a clock that was wrong', async () => {
    await set("due_at = now() + interval '3 hours'");
    expect(await mine.claim([SWEEP.name])).toEqual([SWEEP.name]);
    await mine.finish(SWEEP.name, null);
    await set("due_at = now() + interval '3 hours'");
    await mine.plan([SWEEP]);
    const [row] = await test.db.query("SELECT due_at <= now() + interval '10 seconds' AS soon FROM schedule");
    expect(row).toEqual({ soon: true });
  });

  it('is written down again when its row is gone', async () => {
    await test.db.query('TRUNCATE schedule');
    expect(await mine.late([SWEEP.name], 61_000)).toMatchObject([{ name: SWEEP.name }]);
    expect(await mine.late([SWEEP.name], 5_000)).toEqual([]);
    await mine.plan([SWEEP]);
    expect(await mine.claim([SWEEP.name])).toEqual([SWEEP.name]);
  });

  it('is late when it has not come to an end for three periods, a minute at least; a new worker gives it as long', async () => {
    const day = 24 * 3_600_000;
    expect(await mine.late([SWEEP.name], day)).toEqual([]);
    await set("planned_at = now() - interval '2 hours', finished_at = now() - interval '61 seconds'");
    expect(await mine.late([SWEEP.name], day)).toMatchObject([{ name: SWEEP.name }]);
    expect(await mine.late([SWEEP.name], 30_000)).toEqual([]);
    await mine.plan([{ ...SWEEP, everyMs: 30_000 }]);
    expect(await mine.late([SWEEP.name], day)).toEqual([]);
  });

  it('keeps why it failed, and how often in a row', async () => {
    for (let n = 0; n < 2; n += 1) {
      await set('due_at = now()');
      await mine.claim([SWEEP.name]);
      await mine.finish(SWEEP.name, 'Error: no');
    }
    expect(await test.db.query('SELECT failures, failure FROM schedule')).toEqual([
      { failures: 2, failure: 'Error: no' },
    ]);
  });

  it('that no worker declares any more is forgotten after a week', async () => {
    await pruneSchedules(test.db);
    expect(await test.db.query('SELECT name FROM schedule')).toHaveLength(1);
    await set("seen_at = now() - interval '8 days'");
    await pruneSchedules(test.db);
    expect(await test.db.query('SELECT name FROM schedule')).toEqual([]);
  });
});

it('the clock of this process is compared with the database’s', async () => {
  const started = performance.now();
  const skew = Math.abs(await clockSkewMs(test.db));
  // It cannot know which way took longer.
  expect(skew).toBeLessThan(1_000 + (performance.now() - started) / 2);
  const ahead = { query: async () => [{ ms: Date.now() - 3 * 3_600_000 }] as never[] };
  expect(await clockSkewMs(ahead)).toBeGreaterThan(3 * 3_600_000 - 1_000);
});
