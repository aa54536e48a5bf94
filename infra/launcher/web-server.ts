// Serves one built web application and passes /api on to the API, so that browser and API share an origin.
// Settings: WEB_APP (storefront or admin), WEB_ROOT, WEB_PORT, WEB_HOST, API_URL, WEB_TRUST_PROXY (addresses of a proxy before it).
import helmet from '@fastify/helmet';
import proxy, { type FastifyHttpProxyOptions } from '@fastify/http-proxy';
import serveStatic from '@fastify/static';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';
import { pathToFileURL } from 'node:url';
import { shareHead, withHead } from './share-head.ts';
import { readIndex, securityHeaders } from './web-index.ts';

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
}

export async function createWebServer({
  app,
  root,
  apiUrl,
  trustProxy = false,
}: WebServerOptions): Promise<FastifyInstance> {
  const index = readIndex(root);
  const server = fastify({
    trustProxy,
    forceCloseConnections: true,
    // No query in the log: what people search and type may be personal.
    logger: { level: 'warn', serializers: { req: ({ method, url }) => ({ method, path: url.split('?')[0] }) } },
    routerOptions: { maxParamLength: 2_000 },
  });

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
      // The page carries a nonce of its own, so that Angular may add component styles; it is never cached.
      reply.header('cache-control', 'no-store').type('text/html; charset=utf-8');
      const page = index.render(reply.cspNonce.style);
      return reply.send(head === null ? page : withHead(page, head));
    };
    pages.get('/', (_request, reply) => sendIndex(reply));
    pages.get('/index.html', (_request, reply) => sendIndex(reply));
    pages.get('/healthz', (_request, reply) => reply.send({ status: 'ok' }));
    pages.setNotFoundHandler(async (request, reply) => {
      const path = request.url.split('?')[0] ?? '';
      const isPage = (request.method === 'GET' || request.method === 'HEAD') && !/\.[a-z0-9]{1,8}$/i.test(path);
      if (!isPage) return reply.code(404).type('text/plain; charset=utf-8').send('Not found');
      const shared = app === 'storefront' ? shareHead(apiUrl, path, `${request.protocol}://${request.host}`) : null;
      return sendIndex(reply, await shared);
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
  });
  for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => server.close().then(() => process.exit(0)));
  await server.listen({ port: Number(required('WEB_PORT')), host: process.env.WEB_HOST ?? '127.0.0.1' });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
