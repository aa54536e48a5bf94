import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWebServer } from './web-server.ts';

/** An API whose streams never end; everything else says where it was asked. */
const isStream = (url = ''): boolean => /^\/api\/v1\/(live\?|orders\/[^/]+\/stream)/.test(url);
let api: Server;
let web: FastifyInstance;
let origin: string;
const root = mkdtempSync(join(tmpdir(), 'yigou-web-'));

beforeAll(async () => {
  writeFileSync(join(root, 'index.html'), '<head><title>益购</title></head><body><app-root></app-root></body>');
  api = createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': isStream(request.url) ? 'text/event-stream' : 'text/plain' });
    response.write(`${request.headers['x-yigou-app']} ${request.url}`);
    if (!isStream(request.url)) response.end();
  });
  await new Promise<void>((resolve) => api.listen(0, '127.0.0.1', resolve));
  const apiUrl = `http://127.0.0.1:${(api.address() as AddressInfo).port}`;
  web = await createWebServer({ app: 'storefront', root, apiUrl });
  origin = await web.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  api.closeAllConnections();
  await web.close();
  api.close();
  rmSync(root, { recursive: true });
});

const ask = (path: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    get(origin + path, { agent: false }, resolve).on('error', reject);
  });
async function first(answer: IncomingMessage): Promise<string> {
  for await (const chunk of answer.iterator({ destroyOnReturn: false })) return String(chunk);
  return '';
}

describe('the web server', () => {
  it('answers others, however many pages hold a stream of events open', async () => {
    const paths = Array.from({ length: 300 }, (_, at) =>
      at % 2 ? `/api/v1/live?topics=${at}` : `/api/v1/orders/${at}/stream`,
    );
    const streams = await Promise.all(paths.map(ask));
    expect(await Promise.all(streams.map(first))).toEqual(paths.map((path) => `storefront ${path}`));
    expect(await first(await ask('/api/v1/home'))).toBe('storefront /api/v1/home');
    for (const stream of streams) stream.destroy();
  });
});
