import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { backUp } from './backup.ts';
import { restore } from './restore.ts';
import { System } from './system.ts';

const quiet = <T>(_label: string, work: (note: (text: string) => void) => Promise<T>): Promise<T> => work(() => {});
let folder: string;
const systems: System[] = [];
const place = (name: string): string => join(folder, name);

async function database(name: string): Promise<System> {
  const system = new System({ dataDir: place(name), fsync: false, useServers: false, step: quiet });
  systems.push(system);
  await system.startDatabase();
  return system;
}
const rowsOf = async ({ databaseUrl }: System): Promise<string[]> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ id: string }>('SELECT id::text FROM entry ORDER BY entry.id');
  await client.end();
  return rows.map(({ id }) => id);
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'yigou-backup-'));
  // The server may run as another user.
  chmodSync(folder, 0o711);
});
afterAll(async () => {
  for (const system of systems) await system.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Writes rows with an object each, and takes both away again some hundred rows later; the log is reused all the time. */
async function busy({ databaseUrl, dataDir }: System) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const objects = join(dataDir, 'objects', 'evidence');
  mkdirSync(objects, { recursive: true });
  let stopped = false;
  let last = 0;
  const work = (async () => {
    for (let id = 1; !stopped; id += 1) {
      writeFileSync(join(objects, String(id)), `object ${id}`);
      await client.query('INSERT INTO entry VALUES ($1::int, repeat(md5($1::int::text), 300))', [id]);
      last = id;
      await new Promise((resolve) => setTimeout(resolve, 3));
      const old = id - 300;
      if (old > 10) {
        await client.query('DELETE FROM entry WHERE id = $1', [old]);
        rmSync(join(objects, String(old)));
      }
      // The log before it would be reused.
      if (id % 100 === 0) await client.query('SELECT pg_switch_wal()').then(() => client.query('CHECKPOINT'));
    }
  })();
  const written = async (count: number): Promise<void> => {
    while (last < count) await Promise.race([work, new Promise((resolve) => setImmediate(resolve))]);
  };
  work.catch(() => undefined);
  const stop = async (): Promise<void> => {
    stopped = true;
    await work;
    await client.end();
  };
  return { last: () => last, written, stop };
}

describe('a backup', () => {
  const file = () => place('backup.zip');

  it('of a system that writes all the while is of one moment: what was committed before is in it, and each row has its object', async () => {
    const system = await database('busy');
    const client = new pg.Client({ connectionString: system.databaseUrl });
    await client.connect();
    await client.query('CREATE TABLE entry (id int PRIMARY KEY, filling text)');
    await client.end();
    const writer = await busy(system);
    await writer.written(100);
    const before = writer.last();
    const first = backUp(system.dataDir, system.databaseUrl, file());
    await expect(backUp(system.dataDir, system.databaseUrl, place('second.zip'))).rejects.toThrow('Another command');
    await first;
    const after = writer.last();
    await writer.stop();
    await system.stop();
    expect(after).toBeGreaterThan(before);

    expect(await restore(place('restored'), { file: file(), replace: false })).toMatchObject({
      kept: null,
      manifest: { product: 'yigou', format: 1 },
    });
    const ids = await rowsOf(await database('restored'));
    const newest = Number(ids.at(-1));
    expect(newest).toBeGreaterThanOrEqual(before);
    expect(newest).toBeLessThanOrEqual(after + 1);
    for (const id of ids)
      expect(readFileSync(join(place('restored'), 'objects', 'evidence', id), 'utf8')).toBe(`object ${id}`);
    expect(readFileSync(place('restored/secrets.json'), 'utf8')).toBe(readFileSync(place('busy/secrets.json'), 'utf8'));
    expect(readdirSync(place('busy')).filter((name) => /backup/.test(name))).toEqual([]);
  }, 180_000);

  it('takes the place of other data when that is asked for, and those are kept', async () => {
    await systems.at(-1)?.stop();
    await expect(restore(place('restored'), { file: file(), replace: false })).rejects.toThrow('There are data in');
    writeFileSync(place('restored/objects/mine'), 'mine');
    const { kept } = await restore(place('restored'), { file: file(), replace: true });
    expect(readFileSync(join(kept ?? '', 'objects', 'mine'), 'utf8')).toBe('mine');
    expect(existsSync(place('restored/objects/mine'))).toBe(false);
  });

  it('that is damaged, cut off or something else puts nothing in place', async () => {
    const whole = readFileSync(file());
    const wrong = Buffer.from(whole);
    const middle = Math.floor(whole.length / 2);
    // A byte alone may be one of those that a zip file says twice, and nobody reads there.
    for (let at = middle; at < middle + 4_096; at += 1) wrong[at] = (wrong[at] ?? 0) ^ 0xff;
    for (const bytes of [wrong, whole.subarray(0, middle), Buffer.from('PK'), Buffer.alloc(0)]) {
      writeFileSync(place('wrong.zip'), bytes);
      await expect(restore(place('other'), { file: place('wrong.zip'), replace: false })).rejects.toThrow(
        /no whole backup of Yigou; nothing was changed/,
      );
      expect(existsSync(place('other/secrets.json'))).toBe(false);
      expect(existsSync(place('other/restoring'))).toBe(false);
    }
  });
});
