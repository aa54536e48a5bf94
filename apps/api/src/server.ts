import 'reflect-metadata';
import fastifyCookie from '@fastify/cookie';
import fastifyHelmet from '@fastify/helmet';
import fastifyMultipart from '@fastify/multipart';
import fastifySwaggerUi from '@fastify/swagger-ui';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DomainError } from '@yigou/kernel';
import { type Config, enterRequest, httpDuration, metrics } from '@yigou/platform';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Logger } from 'nestjs-pino';
import { z } from 'zod';
import { ApiModule } from './api.module';
import { errorBody } from './http/error.filter';
import { requestIdOf } from './http/logging';
import { openApiDocument } from './http/openapi';
import { installResponseCache } from './http/response-cache';
import { mountQueueBoard } from './platform/queue-board';

z.config(z.locales.zhCN());

const MAX_BODY = 1024 * 1024;
const MAX_UPLOAD = 64 * 1024 * 1024;
/** Signed bodies are verified byte by byte, so their routes see the bytes. */
const RAW_BODY = /^\/api\/v1\/webhooks\//;

/** The API, ready to listen. */
export async function createApi(config: Config): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: MAX_BODY,
    // Only the web server on this machine may say who the client behind it is.
    trustProxy: ['127.0.0.1', '::1'],
    routerOptions: { maxParamLength: 300 },
    forceCloseConnections: 'idle',
    disableRequestLogging: true,
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.forRoot(config), adapter, {
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  app.setGlobalPrefix('api');
  app.enableShutdownHooks();

  const server = adapter.getInstance() as unknown as FastifyInstance;
  installRequestId(server);
  installJsonParser(server);
  installResponseCache(server);
  await server.register(fastifyHelmet, {
    contentSecurityPolicy: {
      directives: { 'script-src': ["'self'", "'unsafe-inline'"], 'upgrade-insecure-requests': null },
    },
    strictTransportSecurity: config.SECURE_COOKIES,
  });
  await server.register(fastifyCookie);
  await server.register(fastifyMultipart, { limits: { fileSize: MAX_UPLOAD, files: 1, fields: 5, parts: 6 } });
  const document = openApiDocument();
  server.get('/api/openapi.json', () => document);
  await server.register(fastifySwaggerUi, {
    routePrefix: '/api/docs',
    uiConfig: { url: '/api/openapi.json', docExpansion: 'none' },
    staticCSP: true,
  });
  server.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.metrics()));
  await mountQueueBoard(app, server, config);
  server.setNotFoundHandler((_request, reply) => sendRefusal(reply, new DomainError('not_found')));
  return app;
}

function sendRefusal(
  reply: { status(code: number): { type(type: string): { send(body: string): unknown } } },
  refusal: DomainError,
): void {
  reply.status(refusal.status).type('application/json; charset=utf-8').send(errorBody(refusal));
}

function installRequestId(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    const id = requestIdOf(request);
    enterRequest(id);
    void reply.header('X-Request-Id', id);
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    const route = (request.routeOptions.config as { routeId?: string } | undefined)?.routeId ?? 'other';
    httpDuration.observe({ route, status: reply.statusCode }, reply.elapsedTime / 1000);
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
      if (RAW_BODY.test(request.url)) return done(null, body);
      if (body.length === 0) return done(null, undefined);
      return parseJson(request, body.toString('utf8'), done);
    },
  );
}
