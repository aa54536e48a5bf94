import 'reflect-metadata';
import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import fastifyMultipart from '@fastify/multipart';
import fastifySwagger from '@fastify/swagger';
import fastifySwaggerUi from '@fastify/swagger-ui';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Config, enterRequest, httpDuration, metrics } from '@yigou/platform';
import { DomainError } from '@yigou/kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Logger } from 'nestjs-pino';
import { ApiModule } from './api.module';
import { isTooDeep } from './http/json-depth';
import { serializerOf } from './http/json-schema';
import { requestIdOf } from './http/logging';
import { installTrailOfFiles } from './http/files';
import { openApiDocument } from './http/openapi';
import { installResponseCache } from './http/response-cache';
import { mountQueueBoard } from './platform/queue-board';

const MAX_BODY = 1024 * 1024;
const MAX_UPLOAD = 64 * 1024 * 1024;
/** Signed bodies are verified byte by byte, so their routes see the bytes. */
const RAW_BODY = /^\/api\/v1\/webhooks\//;
/** How long requests that are under way may take to end when the process is told to; then their connections are cut. */
const LAST_REQUESTS_MS = 10_000;

/** The API, ready to listen. */
export async function createApi(config: Config): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: MAX_BODY,
    trustProxy: config.TRUSTED_PROXIES,
    // Longer than any address that Node accepts: what a parameter may be is said by its schema.
    routerOptions: { maxParamLength: 20_000 },
    forceCloseConnections: 'idle',
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.forRoot(config), adapter, {
    bufferLogs: true,
    abortOnError: false,
    bodyParser: false,
  });
  app.useLogger(app.get(Logger));
  app.setGlobalPrefix('api');
  app.enableShutdownHooks();

  const server = adapter.getInstance() as unknown as FastifyInstance;
  server.setSerializerCompiler(({ schema }) => serializerOf(schema));
  installRequestId(server);
  installShutdown(server);
  installJsonParser(server);
  installResponseCache(server);
  installTrailOfFiles(server);
  await server.register(fastifyCookie);
  await server.register(fastifyMultipart, { limits: { fileSize: MAX_UPLOAD, files: 1, fields: 5, parts: 6 } });
  // A third of a second and 24 MB, for who develops against it: made when somebody asks.
  let made: ReturnType<typeof openApiDocument> | undefined;
  const document = (): NonNullable<typeof made> => (made ??= openApiDocument());
  server.get('/api/openapi.json', document);
  server.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.metrics()));
  await server.register(async (pages) => {
    // Pages need a content policy; JSON only needs to be taken for nothing else (installRequestId).
    await pages.register(fastifyHelmet, {
      contentSecurityPolicy: {
        directives: { 'script-src': ["'self'", "'unsafe-inline'"], 'upgrade-insecure-requests': null },
      },
      strictTransportSecurity: config.SECURE_COOKIES,
    });
    await pages.register(fastifySwagger, {
      mode: 'static',
      specification: { document: { toJSON: document } as never },
    });
    await pages.register(fastifySwaggerUi, {
      routePrefix: '/api/docs',
      uiConfig: { docExpansion: 'none' },
      staticCSP: true,
    });
    await mountQueueBoard(app, pages);
  });
  return app;
}

function installRequestId(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    const id = requestIdOf(request);
    enterRequest(id);
    void reply.header('X-Request-Id', id).header('X-Content-Type-Options', 'nosniff');
    done();
  });
  // What is somebody's own stays in no cache, neither the browser's nor one on the way; a route that says otherwise of its file is believed.
  server.addHook('onSend', (request, reply, payload, done) => {
    const { personal = false } = request.routeOptions.config as { personal?: boolean };
    if (personal && !reply.hasHeader('Cache-Control')) void reply.header('Cache-Control', 'no-store');
    done(null, payload);
  });
  server.addHook('onResponse', (request, reply, done) => {
    const route = (request.routeOptions.config as { routeId?: string } | undefined)?.routeId ?? 'other';
    httpDuration.observe({ route, status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });
}

/** A client that reads slowly, or not at all, keeps nobody from stopping. */
function installShutdown(server: FastifyInstance): void {
  server.addHook('preClose', (done) => {
    const cut = setTimeout(() => server.server.closeAllConnections(), LAST_REQUESTS_MS);
    server.server.once('close', () => clearTimeout(cut));
    done();
  });
}

/** JSON bodies; an empty body is no body; webhooks keep the raw bytes. */
function installJsonParser(server: FastifyInstance): void {
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.removeContentTypeParser('application/json');
  server.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    (request: FastifyRequest, body: Buffer, done) => {
      if (isTooDeep(body)) return done(new DomainError('malformed_request'));
      if (RAW_BODY.test(request.url)) return done(null, body);
      if (body.length === 0) return done(null, undefined);
      return parseJson(request, body.toString('utf8'), done);
    },
  );
}
