import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { chmod, mkdir, mkdtemp, open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { LocalObjectStore, putAll } from './object-store';

let folder: string;
let store: LocalObjectStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yigou-store-'));
  store = new LocalObjectStore(join(folder, 'objects'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the local object store', () => {
  it('gives back what was put, and nothing after it was removed', async () => {
    await store.put('photos/a-400.webp', Buffer.from('picture'));
    const found = await store.get('photos/a-400.webp');
    expect(found?.size).toBe(7);
    expect(await text(found?.body as NodeJS.ReadableStream)).toBe('picture');
    await store.remove('photos/a-400.webp');
    expect(await store.get('photos/a-400.webp')).toBeNull();
  });

  it('leaves no half-written file under the name', async () => {
    await Promise.all(Array.from({ length: 10 }, (_, i) => store.put('race', Buffer.alloc(50_000, i))));
    const body = await text((await store.get('race'))?.body as NodeJS.ReadableStream);
    expect(new Set(body).size).toBe(1);
    expect((await readdir(join(folder, 'objects'))).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('keeps nothing of what a full disk cut off, nor of what belongs to it, and says so', async () => {
    const place = join(folder, 'objects', 'full');
    await store.put('full/before', Buffer.from('x'));
    const probe = await open(join(place, 'before'));
    const files = Object.getPrototypeOf(probe) as typeof probe;
    await probe.close();
    const file = (name: string) => ({ key: `full/${name}`, body: Buffer.from(name), contentType: 'text/plain' });
    for (const code of ['ENOSPC', 'EDQUOT']) {
      const full = Object.assign(new Error('write'), { code });
      const sync = jest.spyOn(files, 'sync').mockResolvedValueOnce().mockRejectedValueOnce(full);
      await expect(putAll(store, [file('a'), file('b'), file('c')])).rejects.toMatchObject({
        code: 'storage_full',
        status: 507,
      });
      sync.mockRestore();
      expect(await readdir(place)).toEqual(['before']);
    }
    await putAll(store, [file('a'), file('b')]);
    expect((await readdir(place)).sort()).toEqual(['a', 'b', 'before']);
  });

  it('is for its owner alone, and closes what lay open before', async () => {
    const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
    await store.put('evidence/2026/paper', Buffer.from('a name'));
    const objects = join(folder, 'objects');
    for (const path of ['', 'evidence', 'evidence/2026']) expect(await mode(join(objects, path))).toBe('700');
    expect(await mode(join(objects, 'evidence/2026/paper'))).toBe('600');

    const old = join(folder, 'old');
    await mkdir(join(old, 'evidence'), { recursive: true });
    await writeFile(join(old, 'evidence/paper'), 'a name');
    for (const [path, open] of [
      ['evidence/paper', 0o644],
      ['evidence', 0o755],
      ['', 0o755],
    ] as const)
      await chmod(join(old, path), open);
    await new LocalObjectStore(old).open();
    expect([await mode(old), await mode(join(old, 'evidence')), await mode(join(old, 'evidence/paper'))]).toEqual([
      '700',
      '700',
      '600',
    ]);
  });

  it.each(['../outside', 'a/../../outside', '/etc/passwd', 'a/..', '', 'a//b', 'a\\b', 'a\0b', '.env'])(
    'finds nothing at %j and writes nothing there',
    async (key) => {
      expect(await store.get(key)).toBeNull();
      await expect(store.put(key, Buffer.from('x'))).rejects.toThrow(RangeError);
    },
  );
});
