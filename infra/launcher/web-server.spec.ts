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
const [KNOWN, UNKNOWN, SILENT] = [1, 2, 3].map((n) => `00000000-0000-4000-8000-00000000000${n}`);
const CAMPAIGN = {
  title: '一起买“小米” <script>',
  organiserName: '某工会',
  photo: 'ab/cd',
  paidShares: 27,
  thresholdShares: 30,
  priceFen: 8_850,
};
let api: Server;
let web: FastifyInstance;
let origin: string;
const root = mkdtempSync(join(tmpdir(), 'yigou-web-'));

beforeAll(async () => {
  writeFileSync(
    join(root, 'index.html'),
    '<head><title>益购</title><meta name="description" content="商城" /></head><body><app-root></app-root></body>',
  );
  api = createServer((request, response) => {
    if (request.url === `/api/v1/group-buys/${SILENT}`) return;
    if (request.url === `/api/v1/group-buys/${KNOWN}`) {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify(CAMPAIGN));
      return;
    }
    if (request.url?.startsWith('/api/v1/group-buys/')) return void response.writeHead(404).end();
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

async function whole(path: string): Promise<string> {
  let text = '';
  for await (const chunk of await ask(path)) text += String(chunk);
  return text;
}

describe('what chats show of a link', () => {
  it('is title, words and picture of the group purchase, as text', async () => {
    const page = await whole(`/group-buys/${KNOWN}?via=LEAD01`);
    expect(page).toContain('<title>一起买“小米” &#60;script&#62; · 益购</title>');
    expect(page.match(/<title>/g)).toHaveLength(1);
    expect(page).toContain(`<meta property="og:image" content="${origin}/api/v1/media/ab/cd-800.webp">`);
    expect(page).toContain('每份 88.50 元，已有 27 份，30 份成团');
    expect(page.match(/name="description"/g)).toHaveLength(1);
    expect(page).toContain('<app-root ngCspNonce=');
    expect(await whole(`/group-buys/${KNOWN}/results`)).toContain('og:title');
  });

  it('is the shop’s own where there is no such thing, where the API says nothing, and on every other page', async () => {
    for (const path of [
      `/group-buys/${UNKNOWN}`,
      `/group-buys/${SILENT}`,
      '/group-buys',
      '/products',
      `/group-buys/${KNOWN}/join`,
    ]) {
      const page = await whole(path);
      expect(page).toContain('<title>益购</title>');
      expect(page).not.toContain('og:');
    }
  });
});
