import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { countStatements, createTestDatabase, type TestDatabase } from '@yigou/testing';
import { createDataSource, Database, statementCount } from './database';
import { claimKey, fingerprintOf } from './idempotency';
import { z } from 'zod';
import {
  claimEvent,
  countEvents,
  defineEvent,
  type Delivery,
  eventRow,
  eventsCte,
  EventDeliveries,
  failedDeliveries,
  NOBODY,
  publish,
  retryDelivery,
} from './events';
import { prunePipes } from './prune-pipes';
import { PolicyParameters } from './policy';
import { withRequestId } from './request-context';

const Happened = defineEvent('test.happened', z.object({ n: z.number().optional() }));
const Unknown = defineEvent('test.unknown', z.object({}));
let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 20 });
});
afterAll(() => test.close());

const minds = (topic: string, hearer: string, fromKept = false) => ({ topic, hearer, queue: 'test', fromKept });
const topics = (due: readonly Delivery[]) => due.map(({ topic }) => topic);
const rows = () => test.db.query<Record<string, unknown>>('SELECT * FROM event_delivery ORDER BY event_id, hearer');
const happen = (n = 1) => test.uow.run((tx) => publish(tx, Happened, { n }));
const later = () =>
  test.db.query('UPDATE event_delivery SET due_at = now() WHERE parked_at IS NULL AND due_at > now()');
let deliveries: EventDeliveries;

beforeEach(async () => {
  await test.db.query('TRUNCATE event_delivery, event_hearer, outbox');
  deliveries = new EventDeliveries(test.db);
  await deliveries.declare([minds('test.happened', 'a'), minds('test.happened', 'b')]);
});

describe('the outbox', () => {
  it('holds an event exactly when its transaction was committed, with the id of the request', async () => {
    await withRequestId('request-1', () => test.uow.run((tx) => publish(tx, Happened, { n: 1 })));
    await expect(
      test.uow.run(async (tx) => {
        await publish(tx, Happened, { n: 2 });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    const { due } = await deliveries.relay(10);
    const event = { topic: 'test.happened', payload: { n: 1 }, requestId: 'request-1', attempts: 0 };
    expect(due).toMatchObject([
      { ...event, hearer: 'a' },
      { ...event, hearer: 'b' },
    ]);
    expect((await deliveries.relay(10)).taken).toBe(0);
  });

  it('takes no event whose payload is not what it was defined to be', async () => {
    const bad = { n: 'one' } as unknown as { n: number };
    await expect(test.uow.run((tx) => publish(tx, Happened, bad))).rejects.toThrow('"expected": "number"');
    expect(() => eventRow(Happened, bad)).toThrow('"expected": "number"');
  });

  it('is written inside a statement that writes anyway, and only for what came about', async () => {
    await test.db.query('CREATE TABLE event_probe (id int PRIMARY KEY)');
    await test.db.query('INSERT INTO event_probe VALUES (1)');
    await test.db.query(
      `WITH made AS (INSERT INTO event_probe SELECT * FROM unnest($1::int[]) ON CONFLICT DO NOTHING RETURNING id), ${eventsCte('$2', { onlyFor: 'made' })}
       SELECT id FROM made`,
      [[1, 2], JSON.stringify([eventRow(Happened, { n: 1 }, '1'), eventRow(Happened, { n: 2 }, '2')])],
    );
    expect((await deliveries.relay(10)).due.map(({ payload }) => payload)).toEqual([{ n: 2 }, { n: 2 }]);
  });

  it('is shared by relays that work at once: each event is taken by one', async () => {
    await test.uow.run(async (tx) => {
      for (let n = 0; n < 100; n += 1) await publish(tx, Happened, { n });
    });
    const seen: string[] = [];
    for (let taken = 1; taken > 0;) {
      const batches = await Promise.all(Array.from({ length: 5 }, () => deliveries.relay(10)));
      taken = batches.reduce((sum, batch) => sum + batch.taken, 0);
      seen.push(...batches.flatMap(({ due }) => due.map(({ eventId, hearer }) => `${eventId} ${hearer}`)));
    }
    expect(seen).toHaveLength(200);
    expect(new Set(seen).size).toBe(200);
  });

  it('is not held up by an event that no worker knows, which waits for one that does', async () => {
    await test.uow.run((tx) => publish(tx, Unknown, {}));
    await happen();
    expect(topics((await deliveries.relay(1)).due)).toEqual(['test.happened', 'test.happened']);
    expect((await deliveries.relay(10)).taken).toBe(0);
    await test.db.query("UPDATE outbox SET created_at = now() - interval '2 minutes'");
    expect(await countEvents(test.db)).toMatchObject({ unknown: 1, waiting: 2 });
    const newer = new EventDeliveries(test.db);
    await newer.declare([minds('test.unknown', 'c')]);
    // The older one relays it: it knows from the database who hears, and leaves it to who can.
    expect(await deliveries.relay(10)).toEqual({ taken: 1, due: [] });
    expect(await deliveries.due(10)).toEqual([]);
    expect(topics(await newer.due(10))).toEqual(['test.unknown']);
  });

  it('is done at once with an event that nobody hears on purpose', async () => {
    await deliveries.declare([minds('test.unknown', NOBODY)]);
    await test.uow.run((tx) => publish(tx, Unknown, {}));
    expect(await deliveries.relay(10)).toEqual({ taken: 1, due: [] });
    expect(await rows()).toEqual([]);
  });
});

describe('what a hearer has not done', () => {
  const heard = async () => (await deliveries.relay(10)).due[0] as Delivery;

  it('stays when the queues forget, and is due at once when that is noticed', async () => {
    await happen();
    await deliveries.relay(10);
    expect(await deliveries.due(10)).toEqual([]);
    await deliveries.queuesForgot();
    expect(await deliveries.due(10)).toHaveLength(2);
    expect(await deliveries.due(10)).toEqual([]);
  });

  it('is due again by itself when a job was lost and nobody noticed', async () => {
    await happen();
    await deliveries.relay(10);
    await later();
    expect(await deliveries.due(10)).toHaveLength(2);
  });

  it('is gone once it is done; the other hearer’s part stays', async () => {
    await happen();
    const event = await heard();
    await deliveries.done([event]);
    expect(await rows()).toMatchObject([{ hearer: event.hearer === 'a' ? 'b' : 'a' }]);
  });

  it('is tried again with growing pauses while a dependency is away, for days', async () => {
    await happen();
    const event = await heard();
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 30; attempt += 1) {
      expect(await deliveries.failed(event, 'ECONNREFUSED', false)).toEqual({ parked: false });
      const [row] = await test.db.query<{ pause: number }>(
        'SELECT extract(epoch FROM due_at - failed_at)::float8 AS pause FROM event_delivery WHERE hearer = $1',
        [event.hearer],
      );
      pauses.push(row?.pause ?? 0);
    }
    expect(pauses[0]).toBeLessThan(2);
    expect(pauses[4]).toBeGreaterThan(10);
    expect(Math.max(...pauses)).toBeLessThanOrEqual(720);
    await test.db.query("UPDATE event_delivery SET failing_since = now() - interval '1 day'");
    expect(await deliveries.failed(event, 'ECONNREFUSED', false)).toEqual({ parked: false });
    await test.db.query("UPDATE event_delivery SET failing_since = now() - interval '8 days'");
    expect(await deliveries.failed(event, 'ECONNREFUSED', false)).toEqual({ parked: true });
  });

  it('need not wait for the end of its pause when the dependency is back', async () => {
    await happen(1);
    await happen(2);
    const { due } = await deliveries.relay(10);
    const mine = due.filter(({ hearer }) => hearer === 'a');
    for (const event of mine) for (let n = 0; n < 6; n += 1) await deliveries.failed(event, 'away', false);
    const [first, second] = mine as [Delivery, Delivery];
    await deliveries.done([first]);
    await deliveries.recovered(first);
    expect(await deliveries.due(10)).toMatchObject([{ eventId: second.eventId, hearer: 'a', attempts: 6 }]);
  });

  it('is parked when it is poisoned, listed with its reason, and tried again when a person says so', async () => {
    await happen();
    const event = await heard();
    for (let n = 1; n < 8; n += 1)
      expect(await deliveries.failed(event, 'ZodError: no', true)).toEqual({ parked: false });
    expect(await deliveries.failed(event, 'ZodError: no', true)).toEqual({ parked: true });
    expect(await countEvents(test.db)).toEqual({ parked: 1, failing: 0, waiting: 1, unknown: 0, stale: 0 });
    expect(await failedDeliveries(test.db, 10)).toMatchObject([
      { eventId: event.eventId, hearer: event.hearer, reason: 'ZodError: no', attempts: 8, nextTryAt: null },
    ]);
    await later();
    expect((await deliveries.due(10)).map(({ hearer }) => hearer)).not.toContain(event.hearer);
    expect(await retryDelivery(test.db, event)).toBe('test.happened');
    expect((await deliveries.due(10)).map(({ hearer }) => hearer)).toEqual([event.hearer]);
    expect(await retryDelivery(test.db, { eventId: newId(), hearer: 'a' })).toBeNull();
  });

  it('is claimed by one of many at once in the transaction of its effect, and by the next after a rollback', async () => {
    await happen();
    const { eventId: id, hearer } = await heard();
    await expect(
      test.uow.run(async (tx) => {
        expect(await claimEvent(tx, { id, hearer })).toBe(true);
        throw new Error('crash');
      }),
    ).rejects.toThrow('crash');
    const claims = await Promise.all(
      Array.from({ length: 10 }, () => test.uow.run((tx) => claimEvent(tx, { id, hearer }))),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await test.uow.run((tx) => claimEvent(tx, { id, hearer: hearer === 'a' ? 'b' : 'a' }))).toBe(true);
  });
});

describe('hearers', () => {
  it('that come later get what happens from then on, or what is kept when they ask for it', async () => {
    await happen(1);
    await deliveries.done((await deliveries.relay(10)).due);
    await deliveries.declare([minds('test.happened', 'late'), minds('test.happened', 'eager', true)]);
    await deliveries.declare([minds('test.happened', 'late'), minds('test.happened', 'eager', true)]);
    expect(await deliveries.due(10)).toMatchObject([{ hearer: 'eager', payload: { n: 1 } }]);
    await happen(2);
    expect((await deliveries.relay(10)).due.map(({ hearer }) => hearer).sort()).toEqual(['eager', 'late']);
  });

  it('that no worker has declared for a week are forgotten with what waits for them, others are not', async () => {
    await happen();
    await deliveries.relay(10);
    await test.db.query("UPDATE event_hearer SET seen_at = now() - interval '6 days'");
    await prunePipes(test.db);
    expect(await rows()).toHaveLength(2);
    await test.db.query("UPDATE event_hearer SET seen_at = now() - interval '8 days' WHERE hearer = 'b'");
    await prunePipes(test.db);
    expect(await rows()).toMatchObject([{ hearer: 'a' }]);
  });
});

describe('housekeeping', () => {
  it('forgets events that all have done and nothing else, however old', async () => {
    await happen(1);
    await happen(2);
    const { due } = await deliveries.relay(10);
    await happen(3);
    await deliveries.done(due.filter(({ payload }) => (payload as { n: number }).n === 1));
    await test.db.query(
      "UPDATE outbox SET relayed_at = relayed_at - interval '400 days', created_at = created_at - interval '400 days'",
    );
    expect(await prunePipes(test.db)).toBe(1);
    expect(await test.db.query("SELECT payload -> 'n' AS n FROM outbox ORDER BY id")).toEqual([{ n: 2 }, { n: 3 }]);
  });
});

describe('an idempotency key', () => {
  it('makes one effect of many requests at once and gives all the same result', async () => {
    const claim = { actor: 'a', key: 'k-12345678', fingerprint: 'f' };
    let effects = 0;
    const results = await Promise.all(
      Array.from({ length: 16 }, (_, n) =>
        test.uow.run(async (tx) => {
          const { first, result } = await claimKey(tx, claim, { n });
          if (first) effects += 1;
          return result.n;
        }),
      ),
    );
    expect(effects).toBe(1);
    expect(new Set(results).size).toBe(1);
    await expect(test.uow.run((tx) => claimKey(tx, { ...claim, fingerprint: 'other' }, {}))).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
    expect((await test.uow.run((tx) => claimKey(tx, { ...claim, actor: 'b' }, { n: 1 }))).first).toBe(true);
  });

  it('means the same request whatever the order of its fields', () => {
    expect(fingerprintOf({ a: 1, b: [{ c: 2, d: null }] })).toBe(
      fingerprintOf({ b: [{ d: null, c: 2 }], a: 1, e: undefined }),
    );
    expect(fingerprintOf({ a: 1 })).not.toBe(fingerprintOf({ a: '1' }));
    expect(fingerprintOf(['a', 'b'])).not.toBe(fingerprintOf(['a'], ['b']));
  });
});

describe('a connection', () => {
  it('has limits for what gets stuck, and compiles no statement', async () => {
    const source = await createDataSource({ url: test.url, pool: 1 }).initialize();
    const db = new Database(source);
    const setting = async (name: string) =>
      (await db.one<{ value: string }>(`SELECT current_setting('${name}') AS value`))?.value;
    expect([await setting('jit'), await setting('statement_timeout'), await setting('lock_timeout')]).toEqual([
      'off',
      '15s',
      '5s',
    ]);
    await source.destroy();
  });
});

describe('a transaction', () => {
  it('runs again after a deadlock', async () => {
    await test.db.query('CREATE TABLE deadlock_probe (id int PRIMARY KEY, n int NOT NULL)');
    await test.db.query('INSERT INTO deadlock_probe VALUES (1, 0), (2, 0)');
    let meeting = 0;
    let open: () => void = () => undefined;
    const both = new Promise<void>((resolve) => (open = resolve));
    const cross = (first: number, second: number) =>
      test.uow.run(async (tx) => {
        await tx.query('UPDATE deadlock_probe SET n = n + 1 WHERE id = $1', [first]);
        meeting += 1;
        if (meeting === 2) open();
        await both;
        await tx.query('UPDATE deadlock_probe SET n = n + 1 WHERE id = $1', [second]);
      });
    await Promise.all([cross(1, 2), cross(2, 1)]);
    expect(await test.db.query('SELECT n FROM deadlock_probe ORDER BY id')).toEqual([{ n: 2 }, { n: 2 }]);
    expect(meeting).toBeGreaterThan(2);
  });
});

describe('policy parameters', () => {
  it('come from the most specific region, and from the period that is now', async () => {
    const add = (region: string, value: number, from: string, to: string) =>
      test.db.query(
        `INSERT INTO policy_parameter (id, name, region_prefix, effective_from, effective_to, value, source)
         VALUES ($1, 'order.payment_minutes', $2, $3, $4, $5, 'test')`,
        [newId(), region, from, to, JSON.stringify(value)],
      );
    await add('64', 45, '2000-01-01', 'infinity');
    await add('6404', 60, '2000-01-01', '2001-01-01');
    const policy = new PolicyParameters(test.db);
    expect(await policy.get('order.payment_minutes', '640422')).toBe(45);
    expect(await policy.get('order.payment_minutes', '110101')).toBe(30);
    expect(await policy.get('order.payment_minutes')).toBe(30);
  });

  it('are renewed after five seconds, and whoever counts the statements of a piece of work does not see it', async () => {
    const policy = new PolicyParameters(test.db);
    const asked = () => countStatements(() => policy.get('order.payment_minutes'));
    expect([await asked(), await asked()]).toEqual([1, 0]);
    const before = statementCount.total;
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 6_000);
    expect(await asked()).toBe(0);
    clock.mockRestore();
    expect(statementCount.total - before).toBe(1);
  });
});
