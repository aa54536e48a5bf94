import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '@yigou/kernel';
import { createTestDatabase, type TestDatabase } from '@yigou/testing';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { LiveStreams } from './live-streams';

/** Shops' fires: a kind of topic whose rows this test writes. */
const FIRE = { kind: 'fire', states: (ids: string) => `SELECT id, state FROM watched WHERE id = ANY(${ids})` };

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
  await test.db.query('CREATE TABLE watched (id uuid PRIMARY KEY, state jsonb NOT NULL)');
});
afterAll(() => test.close());

class Quick extends LiveStreams {
  protected override readonly tickMs = 100;
}

let streams: LiveStreams;
let server: Server;
let statements = 0;
const browsers = new Set<Browser>();
beforeEach(async () => {
  statements = 0;
  const db = Object.create(test.db, {
    query: {
      value: (...args: Parameters<typeof test.db.query>) => {
        statements += 1;
        return test.db.query(...args);
      },
    },
  });
  streams = new Quick(db, [FIRE]);
  server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://x');
    const address = String(request.headers['x-address'] ?? 'a');
    streams.enter(searchParams.getAll('topics'), address)(response, Number(request.headers['last-event-id']) || 0);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  for (const browser of browsers) browser.close();
  browsers.clear();
  streams.onModuleDestroy();
  await new Promise((resolve) => server.close(resolve));
});

class Browser {
  heard = '';
  ended = false;
  private answer: IncomingMessage | undefined;

  static async watch(topics: readonly string[], headers: Record<string, string> = {}): Promise<Browser> {
    const browser = new Browser();
    browsers.add(browser);
    const { port } = server.address() as AddressInfo;
    const query = topics.map((topic) => `topics=${topic}`).join('&');
    browser.answer = await new Promise<IncomingMessage>((resolve, reject) => {
      get({ port, host: '127.0.0.1', path: `/?${query}`, headers, agent: false }, resolve).on('error', reject);
    });
    browser.answer.on('data', (chunk: Buffer) => (browser.heard += chunk.toString()));
    browser.answer.on('error', () => undefined);
    browser.answer.on('end', () => (browser.ended = true));
    return browser;
  }

  get states(): { topic: string; at: number; state: { share: number } | null }[] {
    return [...this.heard.matchAll(/^event: state\nid: (\d+)\ndata: (.*)\n\n/gm)].map(([, id, data]) => {
      const event = JSON.parse(data ?? '');
      expect(String(event.at)).toBe(id);
      return event;
    });
  }

  get shares(): (number | null)[] {
    return this.states.map(({ state }) => state?.share ?? null);
  }

  pause(): void {
    this.answer?.pause();
  }

  close(): void {
    this.answer?.destroy();
  }
}

/** Just short of Jest's own limit: how long it takes is the machine's. */
const PATIENCE_MS = 50_000;
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = performance.now() + PATIENCE_MS; !(await holds()) && performance.now() < end;) await sleep(10);
}
const connections = () =>
  new Promise<number>((resolve, reject) => {
    server.getConnections((error, count) => (error ? reject(error) : resolve(count)));
  });
const write = async (id: string, share: number): Promise<void> =>
  void (await test.db.query(
    'INSERT INTO watched (id, state) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET state = excluded.state',
    [id, JSON.stringify({ share })],
  ));

describe('live streams', () => {
  it('give the present state at once, and then what has changed, of committed rows alone', async () => {
    const [moves, rests] = [newId(), newId()];
    await write(moves, 1);
    await write(rests, 7);
    const browser = await Browser.watch([`fire:${moves}`, `fire:${rests}`]);
    await until(() => browser.states.length === 2);
    expect(browser.shares.sort()).toEqual([1, 7]);

    await test.uow.run(async (tx) => {
      await tx.query('UPDATE watched SET state = $2 WHERE id = $1', [moves, JSON.stringify({ share: 2 })]);
      await sleep(300);
      expect(browser.states).toHaveLength(2);
    });
    await until(() => browser.states.length === 3);
    expect(browser.states.at(-1)).toMatchObject({ topic: `fire:${moves}`, state: { share: 2 } });
  });

  it('read all that is watched in one statement each time, and nothing while nobody watches', async () => {
    const ids = Array.from({ length: 12 }, newId);
    for (const id of ids) await write(id, 1);
    const started = performance.now();
    const watching = await Promise.all(ids.map((id) => Browser.watch([`fire:${id}`])));
    await until(() => watching.every(({ states }) => states.length === 1));
    const since = statements;
    await until(() => statements >= since + 4);
    expect(statements).toBeGreaterThanOrEqual(since + 4);
    // A tenth of a second apart, however many watch.
    expect(statements).toBeLessThanOrEqual((performance.now() - started) / 100 + 2);
    for (const browser of watching) browser.close();
    await until(async () => (await connections()) === 0);
    await sleep(100);
    const before = statements;
    await sleep(300);
    expect(statements).toBe(before);
  });

  it('say that a topic is not there, and when it comes and goes', async () => {
    const id = newId();
    const browser = await Browser.watch([`fire:${id}`]);
    await until(() => browser.states.length === 1);
    await write(id, 3);
    await until(() => browser.states.length === 2);
    await test.db.query('DELETE FROM watched WHERE id = $1', [id]);
    await until(() => browser.states.length === 3);
    expect(browser.shares).toEqual([null, 3, null]);
  });

  it('show the state at once to whoever comes back, but nothing older than another process has shown', async () => {
    const id = newId();
    await write(id, 1);
    const first = await Browser.watch([`fire:${id}`]);
    await until(() => first.states.length === 1);
    const at = first.states[0]?.at ?? 0;

    const again = await Browser.watch([`fire:${id}`], { 'Last-Event-ID': String(at) });
    await until(() => again.states.length > 0);
    expect(again.shares).toEqual([1]);

    // The other process has read a change that this one has not read yet.
    const ahead = at + 1_000_000;
    const moved = await Browser.watch([`fire:${id}`], { 'Last-Event-ID': String(ahead) });
    await write(id, 2);
    await until(() => moved.states.length > 0);
    expect(moved.shares).toEqual([2]);
    expect(moved.states[0]?.at).toBeGreaterThan(0);

    // Nobody can have seen the far future.
    const mad = await Browser.watch([`fire:${id}`], { 'Last-Event-ID': '9007199254740991' });
    await until(() => mad.states.length > 0);
    expect(mad.shares).toEqual([2]);
  });

  it('refuse topics that nobody offers, none at all, and more streams than one address may hold', async () => {
    const refused = (topics: string[]) => () => streams.enter(topics, 'a');
    expect(refused([])).toThrow(expect.objectContaining({ code: 'validation_failed' }));
    expect(refused([`water:${newId()}`])).toThrow(expect.objectContaining({ code: 'validation_failed' }));
    expect(refused([`toString:${newId()}`])).toThrow(expect.objectContaining({ code: 'validation_failed' }));

    const topic = `fire:${newId()}`;
    await Promise.all(Array.from({ length: 500 }, () => Browser.watch([topic], { 'X-Address': 'crowd' })));
    expect(() => streams.enter([topic], 'crowd')).toThrow(expect.objectContaining({ code: 'rate_limited' }));
    expect(() => streams.enter([topic], 'elsewhere')).not.toThrow();
    for (const browser of browsers) browser.close();
    await until(() => {
      try {
        return Boolean(streams.enter([topic], 'crowd'));
      } catch {
        return false;
      }
    });
    expect(() => streams.enter([topic], 'crowd')).not.toThrow();
  });

  it('let go of a browser that reads nothing, and keep the others', async () => {
    const id = newId();
    await write(id, 0);
    const slow = await Browser.watch([`fire:${id}`]);
    const good = await Browser.watch([`fire:${id}`]);
    await until(() => slow.states.length === 1 && good.states.length === 1);
    slow.pause();
    const large = 'x'.repeat(4_000_000);
    for (let share = 1; share < 8 && (await connections()) === 2; share += 1) {
      await test.db.query('UPDATE watched SET state = $2 WHERE id = $1', [id, JSON.stringify({ share, large })]);
      await until(() => good.heard.endsWith('}\n\n') && good.shares.at(-1) === share);
    }
    expect(await connections()).toBe(1);
    expect(good.ended).toBe(false);
  });

  it('go on after the database was away, and end at once when the process stops', async () => {
    const id = newId();
    await write(id, 1);
    const browser = await Browser.watch([`fire:${id}`]);
    await until(() => browser.states.length === 1);
    await test.db.query('ALTER TABLE watched RENAME TO away');
    await sleep(300);
    await test.db.query('ALTER TABLE away RENAME TO watched');
    await write(id, 2);
    await until(() => browser.states.length === 2);
    expect(browser.shares).toEqual([1, 2]);

    streams.onModuleDestroy();
    // Ended by its last chunk, and nothing is left that the server would wait for.
    await until(() => browser.ended);
    expect(browser.ended).toBe(true);
    await new Promise((resolve) => server.close(resolve));
  });
});
