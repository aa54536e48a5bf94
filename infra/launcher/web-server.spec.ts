import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { EventEmitter } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { PageAsked, RenderThread } from './page-renderer.ts';
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
    if (request.url?.startsWith('/api/v1/sitemap')) {
      const isThere = !request.url.endsWith('/99');
      response.writeHead(isThere ? 200 : 404, { 'Content-Type': 'application/xml' });
      return void response.end(isThere ? `<urlset>${request.url}</urlset>` : '');
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

describe('what search engines look for', () => {
  it('is where they look for it', async () => {
    expect(await whole('/robots.txt')).toMatch(new RegExp(`Disallow: /cart\n(.|\n)*Sitemap: ${origin}/sitemap.xml\n$`));
    expect(await whole('/sitemap.xml')).toBe('<urlset>/api/v1/sitemap</urlset>');
    expect(await whole('/sitemap-products-12.xml')).toBe('<urlset>/api/v1/sitemap/products/12</urlset>');
    for (const [path, status] of [
      ['/sitemap-products-99.xml', 404],
      ['/sitemap-Pro..-1.xml', 404],
    ] as const)
      expect((await ask(path)).statusCode).toBe(status);
  });
});

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

/** Renders what a page would be: a style, a script and what people wrote. */
class Renderer extends EventEmitter implements RenderThread {
  asked = 0;
  postMessage({ id, path, context: { nonce, origin: shop } }: PageAsked): void {
    this.asked++;
    const mine = path.startsWith('/orders');
    const html = `<html><head><link rel="stylesheet" href="styles-AB.css"><style nonce="${nonce}">b{}</style></head><body><app-root ngCspNonce="${nonce}">
      <p title="<style <app-root <script nonce=">${shop}${path}${'。'.repeat(2_000)}</p></app-root><script type="text/javascript" id="ng-event-dispatch-contract">hear()</script><script id="ng-event" nonce="${nonce}">go()</script></body></html>`;
    const status = path.startsWith('/nowhere') ? 404 : path.startsWith('/broken') ? 503 : 200;
    setImmediate(() => this.emit('message', { id, status, html: mine ? '' : html }));
  }
  terminate(): Promise<void> {
    return Promise.resolve();
  }
}

describe('a page that arrives with its content', () => {
  const thread = new Renderer();
  let shop: FastifyInstance;
  beforeAll(async () => {
    writeFileSync(join(root, 'styles-AB.css'), 'a{color:red}');
    shop = await createWebServer({
      app: 'storefront',
      root,
      apiUrl: 'http://127.0.0.1:9',
      origin: 'https://shop.example',
      thread: () => thread,
    });
  });
  afterAll(() => shop.close());
  const open = (url: string, headers: Record<string, string> = {}) => shop.inject({ url, headers });

  it('has a nonce of its own at its styles and scripts, which the policy names, and nowhere else', async () => {
    const [one, other] = [await open('/products'), await open('/products')];
    expect(thread.asked).toBe(1);
    const policy = String(one.headers['content-security-policy']);
    const [, script] = /script-src[^;]*'nonce-([^']+)'/.exec(policy) ?? [];
    const [, style] = /style-src[^;]*'nonce-([^']+)'/.exec(policy) ?? [];
    expect(one.body).toContain(`<style nonce="${style}">a{color:red}</style><style nonce="${style}">b{}</style>`);
    expect(one.body).toContain(`<app-root ngCspNonce="${style}">`);
    expect(one.body).toContain(`<script id="ng-event" nonce="${script}">go()</script>`);
    expect(one.body.split(style!)).toHaveLength(4);
    expect(one.body).toContain(`id="ng-event-dispatch-contract" nonce="${script}">`);
    expect(one.body.split(script!)).toHaveLength(3);
    expect(one.body).toContain('<p title="<style <app-root <script nonce=">https://shop.example/products');
    expect(policy).not.toMatch(/script-src[^;]*unsafe|style-src [^;]*unsafe/);
    expect(other.body).not.toContain(style);
    expect(one.headers['cache-control']).toBe('no-store');
  });

  it('is squeezed as the browser takes it', async () => {
    const plain = (await open('/help')).body.length;
    const br = await open('/help', { 'accept-encoding': 'gzip, br' });
    const gz = await open('/help', { 'accept-encoding': 'br;q=0, gzip' });
    expect([br.headers['content-encoding'], gz.headers['content-encoding']]).toEqual(['br', 'gzip']);
    for (const text of [brotliDecompressSync(br.rawPayload), gunzipSync(gz.rawPayload)])
      expect(text.toString()).toHaveLength(plain);
    expect((await open('/help', { 'accept-encoding': 'identity' })).headers['content-encoding']).toBeUndefined();
  });

  it('says what is not there', async () => {
    expect((await open('/nowhere')).statusCode).toBe(404);
  });

  it('is the shell where it could not be made, where it is a person’s own, and for who is signed in', async () => {
    for (const [url, headers] of [
      ['/broken', {}],
      ['/orders', {}],
      ['/products', { cookie: 'a=b; yg_session=x' }],
    ] as const) {
      const page = await open(url, headers);
      expect(page.statusCode).toBe(200);
      expect(page.body).toContain('<app-root ngCspNonce=');
      expect(page.body).not.toContain('</p>');
    }
    const asked = thread.asked;
    await open('/', { cookie: 'yg_session=x' });
    expect(thread.asked).toBe(asked);
  });
});

describe('the image of the web server', () => {
  it('has every file that the server is made of', () => {
    const here = new URL('.', import.meta.url);
    const needed = new Set(['web-server.ts', 'page-thread.ts']);
    for (const file of needed)
      for (const [, name] of readFileSync(new URL(file, here), 'utf8').matchAll(/from '\.\/([\w-]+\.ts)'/g))
        needed.add(name!);
    const image = readFileSync(new URL('../docker/web-app.Dockerfile', here), 'utf8');
    for (const file of needed) expect(image).toContain(`/src/infra/launcher/${file} `);
  });
});
