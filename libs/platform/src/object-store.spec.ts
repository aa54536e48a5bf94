import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { LocalObjectStore } from './object-store';

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

  it.each(['../outside', 'a/../../outside', '/etc/passwd', 'a/..', '', 'a//b', 'a\\b', 'a\0b', '.env'])(
    'finds nothing at %j and writes nothing there',
    async (key) => {
      expect(await store.get(key)).toBeNull();
      await expect(store.put(key, Buffer.from('x'))).rejects.toThrow(RangeError);
    },
  );
});
