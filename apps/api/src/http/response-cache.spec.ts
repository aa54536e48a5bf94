import { afterEach, describe, expect, it } from '@jest/globals';
import Fastify, { type FastifyInstance } from 'fastify';
import { installResponseCache } from './response-cache';

const TEXT = '小米'.repeat(500);
let server: FastifyInstance;
afterEach(() => server.close());

/** A server that counts how often it was asked itself. */
function serving(maxBytes?: number) {
  server = Fastify();
  installResponseCache(server, maxBytes);
  let asked = 0;
  const answer = (): { text: string; asked: number } => ({ text: TEXT, asked: (asked += 1) });
  server.get('/busy', { config: { cacheMs: 60_000 } }, answer);
  server.get('/shared', { config: { cacheMs: 60_000, shared: true } }, answer);
  server.get('/own', answer);
  return (url: string, headers: Record<string, string> = {}) => server.inject({ url, headers });
}

describe('answers from memory', () => {
  it('are the same bytes as the first time, and say how many', async () => {
    const get = serving();
    const [first, second] = [await get('/busy?page=1'), await get('/busy?page=1')];
    expect([first.headers['x-cache'], second.headers['x-cache']]).toEqual([undefined, 'hit']);
    expect(second.rawPayload).toEqual(first.rawPayload);
    expect(second.headers['content-length']).toBe(String(first.rawPayload.length));
    expect(first.json()).toEqual({ text: TEXT, asked: 1 });
  });

  it('are not given where a route does not say so, nor for another address', async () => {
    const get = serving();
    expect([(await get('/own')).json().asked, (await get('/own')).json().asked]).toEqual([1, 2]);
    expect([(await get('/busy?page=1')).json().asked, (await get('/busy?page=2')).json().asked]).toEqual([3, 4]);
  });

  it('are known by a tag where they may be kept', async () => {
    const get = serving();
    const first = await get('/shared');
    const tag = String(first.headers.etag);
    const again = await get('/shared', { 'if-none-match': tag });
    expect([again.statusCode, again.payload]).toEqual([304, '']);
    expect((await get('/shared', { 'if-none-match': 'W/"another"' })).rawPayload).toEqual(first.rawPayload);
  });

  it('take no more memory than they may, counted in bytes: the oldest leave', async () => {
    const size = (await serving()('/busy')).rawPayload.length;
    await server.close();
    const get = serving(3 * size);
    for (const page of [1, 2, 3]) await get(`/busy?page=${page}`);
    const hit = async (page: number) => (await get(`/busy?page=${page}`)).headers['x-cache'];
    expect([await hit(3), await hit(2), await hit(1)]).toEqual(['hit', 'hit', undefined]);
  });
});
