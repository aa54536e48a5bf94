// Serves one built web application and passes /api on to the API, so that browser and API share an origin.
// Settings: WEB_APP (storefront or admin), WEB_ROOT, WEB_PORT, WEB_HOST, API_URL, WEB_TRUST_PROXY (addresses of a proxy before it), WEB_ORIGIN (where people reach it).
import helmet from '@fastify/helmet';
import proxy, { type FastifyHttpProxyOptions } from '@fastify/http-proxy';
import serveStatic from '@fastify/static';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { pathToFileURL } from 'node:url';
import { type Page, PageRenderer, type RenderThread, startThread } from './page-renderer.ts';
import { shareHead, withHead } from './share-head.ts';
import { squeezed } from './squeeze.ts';
import { readIndex, renderedPage, securityHeaders } from './web-index.ts';

type App = 'storefront' | 'admin';

/** Angular's production builds put a hash into these names: what is behind such a name never changes. */
const HASHED = /[-.][A-Z0-9]{8,}\.(js|css|woff2?|ttf|png|jpe?g|webp|avif|svg|map)$/i;
/** Connections to the API for all that is answered and done with. */
const MOST_CONNECTIONS = 128;
/** Server-sent events. */
const STREAMS = ['/api/v1/live', '/api/v1/orders/:id/stream'];
const LONG = 'public, max-age=31536000, immutable';

function cacheFor(path: string): string {
  if (path.endsWith('.html')) return 'no-cache';
  return HASHED.test(path) ? LONG : 'public, max-age=3600';
}

/** What the API is told about the browser. A client's own X-Forwarded-For is dropped: it could name any address. */
function forwardHeaders(
  request: Pick<FastifyRequest, 'ip' | 'protocol' | 'host'>,
  headers: IncomingHttpHeaders,
  app: App,
): IncomingHttpHeaders {
  // `expect` was answered here already (100 Continue), and the HTTP client refuses to send it.
  const { expect: _expect, forwarded: _forwarded, 'x-real-ip': _realIp, ...rest } = headers;
  return {
    ...rest,
    'x-yigou-app': app,
    'x-forwarded-for': request.ip,
    'x-forwarded-proto': request.protocol,
    'x-forwarded-host': request.host,
  };
}

export interface WebServerOptions {
  readonly app: App;
  readonly root: string;
  readonly apiUrl: string;
  readonly trustProxy?: string | boolean;
  /** Where people reach the shop, for the addresses that pages name; as the request says where it is not given. */
  readonly origin?: string;
  /** What renders pages; the built application's own where there is one. */
  readonly thread?: () => RenderThread;
}

/** The application as it was built for the server, beside the one for the browser; a console has none. */
function ownThread(root: string): (() => RenderThread) | undefined {
  const bundle = join(root, '..', 'server', 'main.server.mjs');
  return existsSync(bundle) ? () => startThread(bundle) : undefined;
}

/** What is a person's own, or costs a search each, is no page to look for; what search engines are to know stands in the site map. */
const NOT_FOR_ROBOTS = [
  '/api/',
  '/account',
  '/cart',
  '/checkout',
  '/login',
  '/my/',
  '/notices',
  '/orders',
  '/organise',
  '/pay/',
  '/register',
  '/products?*q=',
];
const robots = (origin: string): string =>
  [
    'User-agent: *',
    'Allow: /api/v1/media/',
    ...NOT_FOR_ROBOTS.map((path) => `Disallow: ${path}`),
    '',
    `Sitemap: ${origin}/sitemap.xml`,
    '',
  ].join('\n');

/** Hands on a file of the API as it comes. */
async function passFile(url: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  try {
    const answer = await fetch(url, { headers: { 'x-forwarded-for': request.ip } });
    if (!answer.ok || !answer.body) throw new Error(String(answer.status));
    for (const name of ['content-type', 'cache-control']) reply.header(name, answer.headers.get(name) ?? '');
    return reply.send(Readable.fromWeb(answer.body as ReadableStream));
  } catch (error) {
    const isMissing = error instanceof Error && /^4(?!29)/.test(error.message);
    return reply
      .code(isMissing ? 404 : 503)
      .type('text/plain; charset=utf-8')
      .send(isMissing ? 'Not found' : 'Try again');
  }
}

/** Who is signed in has pages of their own, which begin in the browser. */
const SIGNED_IN = /(?:^|;\s*)yg_session=/;

export async function createWebServer({
  app,
  root,
  apiUrl,
  trustProxy = false,
  origin,
  thread = ownThread(root),
}: WebServerOptions): Promise<FastifyInstance> {
  const index = readIndex(root);
  const server = fastify({
    trustProxy,
    forceCloseConnections: true,
    // No query in the log: what people search and type may be personal.
    logger: { level: 'warn', serializers: { req: ({ method, url }) => ({ method, path: url.split('?')[0] }) } },
    routerOptions: { maxParamLength: 2_000 },
  });

  const mark = `nonce-${randomUUID()}`;
  const renderer = thread && new PageRenderer({ start: thread, warn: (problem) => server.log.warn(problem) });
  server.addHook('onClose', () => renderer?.close());
  const ready = new WeakMap<Page, ReturnType<typeof renderedPage>>();

  const replyOptions: FastifyHttpProxyOptions['replyOptions'] = {
    rewriteRequestHeaders: (request, headers) => forwardHeaders(request, headers, app),
    onError: (reply, { error }) => {
      reply.log.warn(error, 'the API does not answer');
      reply
        .code(503)
        .send({ error: { code: 'service_unavailable', message: '服务暂时不可用，请稍后再试。', details: {} } });
    },
  };
  // A stream of events is quiet between events, and a large upload answers late.
  const undici = { pipelining: 1, bodyTimeout: 0, headersTimeout: 120_000 };
  const passOn = (prefix: string, connections: number | null) =>
    server.register(proxy, {
      upstream: apiUrl,
      prefix,
      rewritePrefix: prefix,
      undici: { ...undici, connections },
      replyOptions,
    });
  await passOn('/api', MOST_CONNECTIONS);
  // Each of these keeps its connection for as long as its page is open: among the others they would leave none for anybody.
  for (const stream of STREAMS) await passOn(stream, null);

  await server.register(async (pages) => {
    await pages.register(helmet, securityHeaders(index));
    await pages.register(serveStatic, {
      root,
      index: false,
      preCompressed: true,
      wildcard: true,
      cacheControl: false,
      setHeaders: (reply, path) => reply.header('cache-control', cacheFor(path.replace(/\.(br|gz)$/, ''))),
    });
    const sendIndex = (reply: FastifyReply, head: string | null = null) => {
      const page = index.render(reply.cspNonce.style);
      return sendPage(reply, head === null ? page : withHead(page, head));
    };
    const sendPage = async (reply: FastifyReply, page: string) => {
      // The page carries a nonce of its own, so that Angular may add component styles; it is never cached.
      reply.headers({ 'cache-control': 'no-store', vary: 'accept-encoding' }).type('text/html; charset=utf-8');
      const { body, coding } = await squeezed(page, reply.request.headers['accept-encoding']);
      return (coding ? reply.header('content-encoding', coding) : reply).send(body);
    };
    const originOf = (request: FastifyRequest) => origin ?? `${request.protocol}://${request.host}`;
    /** With its content where it has some for everybody, else the shell, which the browser fills. */
    const sendPublic = async (request: FastifyRequest, reply: FastifyReply) => {
      const path = request.url.split('?')[0] ?? '';
      const whole = SIGNED_IN.test(request.headers.cookie ?? '')
        ? null
        : await renderer?.page(request.url, { apiUrl, origin: originOf(request), ip: request.ip, nonce: mark });
      if (whole) {
        const fill = ready.get(whole) ?? renderedPage(whole.html, mark, root);
        ready.set(whole, fill);
        return sendPage(reply.code(whole.status), fill(reply.cspNonce));
      }
      return sendIndex(reply, app === 'storefront' ? await shareHead(apiUrl, path, originOf(request)) : null);
    };
    if (app === 'storefront') {
      const siteMap = (path: string) => (request: FastifyRequest, reply: FastifyReply) =>
        passFile(`${apiUrl}/api/v1/sitemap${path}`, request, reply);
      pages.get('/robots.txt', (request, reply) =>
        reply.type('text/plain; charset=utf-8').send(robots(originOf(request))),
      );
      pages.get('/sitemap.xml', siteMap(''));
      pages.get<{ Params: { kind: string; part: string } }>(
        '/sitemap-:kind(^[a-z]+)-:part(^\\d+).xml',
        (request, reply) => siteMap(`/${request.params.kind}/${request.params.part}`)(request, reply),
      );
    }
    pages.get('/', sendPublic);
    pages.get('/index.html', (_request, reply) => sendIndex(reply));
    pages.get('/index.csr.html', (_request, reply) => sendIndex(reply));
    pages.get('/healthz', (_request, reply) => reply.send({ status: 'ok' }));
    pages.setNotFoundHandler(async (request, reply) => {
      const path = request.url.split('?')[0] ?? '';
      const isPage = (request.method === 'GET' || request.method === 'HEAD') && !/\.[a-z0-9]{1,8}$/i.test(path);
      if (!isPage) return reply.code(404).type('text/plain; charset=utf-8').send('Not found');
      return sendPublic(request, reply);
    });
  });
  return server;
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

async function main(): Promise<void> {
  const server = await createWebServer({
    app: required('WEB_APP') === 'admin' ? 'admin' : 'storefront',
    root: required('WEB_ROOT'),
    apiUrl: required('API_URL'),
    trustProxy: process.env.WEB_TRUST_PROXY || false,
    ...(process.env.WEB_ORIGIN ? { origin: process.env.WEB_ORIGIN } : {}),
  });
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => server.close().then(() => process.exit(0)));
  await server.listen({ port: Number(required('WEB_PORT')), host: process.env.WEB_HOST ?? '127.0.0.1' });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
