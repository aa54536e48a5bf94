import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { claimKey, fingerprintOf } from './idempotency';
import { z } from 'zod';
import { defineEvent, publish } from './events';
import { claimEvent, type OutboxEvent, prunePipes, relayBatch } from './outbox';
import { PolicyParameters } from './policy';
import { withRequestId } from './request-context';

const Happened = defineEvent('test.happened', z.object({ n: z.number().optional() }));
let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase({ pool: 20 });
});
afterAll(() => test.close());

const waiting = () => test.db.query('SELECT 1 FROM outbox WHERE relayed_at IS NULL').then((rows) => rows.length);
const relay = (deliver: (events: OutboxEvent[]) => Promise<void>) => test.uow.run((tx) => relayBatch(tx, 10, deliver));

describe('the outbox', () => {
  it('holds an event exactly when its transaction was committed, with the id of the request', async () => {
    await withRequestId('request-1', () => test.uow.run((tx) => publish(tx, Happened, { n: 1 })));
    await expect(
      test.uow.run(async (tx) => {
        await publish(tx, Happened, { n: 2 });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    const seen: OutboxEvent[] = [];
    await relay(async (events) => void seen.push(...events));
    expect(seen).toMatchObject([{ topic: Happened.name, payload: { n: 1 }, requestId: 'request-1' }]);
    expect(await waiting()).toBe(0);
  });

  it('keeps what could not be delivered', async () => {
    await test.uow.run((tx) => publish(tx, Happened, {}));
    await expect(relay(() => Promise.reject(new Error('Redis is away')))).rejects.toThrow('Redis is away');
    expect(await waiting()).toBe(1);
    await relay(async () => undefined);
  });

  it('is shared by relays that work at once: each event is delivered by one', async () => {
    await test.uow.run(async (tx) => {
      for (let n = 0; n < 100; n += 1) await publish(tx, Happened, { n });
    });
    const seen: string[] = [];
    const slow = async (events: OutboxEvent[]) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      seen.push(...events.map((event) => event.id));
    };
    while ((await waiting()) > 0) await Promise.all(Array.from({ length: 5 }, () => relay(slow)));
    expect(seen).toHaveLength(100);
    expect(new Set(seen).size).toBe(100);
  });

  it('forgets what is long done and nothing else', async () => {
    await test.uow.run((tx) => publish(tx, Happened, {}));
    await test.db.query("UPDATE outbox SET relayed_at = now() - interval '8 days' WHERE relayed_at IS NOT NULL");
    expect(await prunePipes(test.db)).toBe(102);
    expect(await waiting()).toBe(1);
    await relay(async () => undefined);
  });
});

describe('the inbox', () => {
  it('lets one of many at once have the event, and the next after a rollback', async () => {
    const id = newId();
    await expect(
      test.uow.run(async (tx) => {
        await claimEvent(tx, { hearer: 'consumer', id });
        throw new Error('crash');
      }),
    ).rejects.toThrow('crash');
    const claims = await Promise.all(
      Array.from({ length: 10 }, () => test.uow.run((tx) => claimEvent(tx, { hearer: 'consumer', id }))),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await test.uow.run((tx) => claimEvent(tx, { hearer: 'another', id }))).toBe(true);
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
});
