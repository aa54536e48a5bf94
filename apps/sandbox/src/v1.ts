import { timingSafeEqual } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import qs from 'qs';
import { ApiError, invalidParameters } from './api-error';
import { API_VERSION } from './events';
import { expand } from './expand';
import { keyedRequest, recall, store } from './idempotency';
import type { KeyedRequest } from './idempotency';
import { newId } from './ids';
import { operations } from './operations';
import type { Operation } from './operations';
import type { RequestFault } from './request-faults';
import type { World } from './world';

interface Answer {
  status: number;
  body: string;
}

type Params = Record<string, unknown>;

/** Bracketed form text (`a[b][0]=c`) to an object; the limits keep a hostile body from growing. */
export function parseForm(text: string): Params {
  return qs.parse(text, { depth: 6, parameterLimit: 1_000, arrayLimit: 100 });
}

/** The public API under /v1. */
export function v1(world: World) {
  return async function plugin(app: FastifyInstance): Promise<void> {
    app.removeAllContentTypeParsers();
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      async (_request: FastifyRequest, body: string) => parseForm(body),
    );
    app.addHook('onRequest', async (request, reply) => {
      const requestId = newId('req');
      request.requestId = requestId;
      reply.header('request-id', requestId).header('stripe-version', request.headers['stripe-version'] ?? API_VERSION);
      authenticate(world.config.apiKey, request.headers.authorization);
    });
    app.setErrorHandler((error, request, reply) => send(reply, answerOf(error, request)));
    app.setNotFoundHandler((request, reply) => {
      const path = request.url.split('?')[0] ?? '';
      const message = `Unrecognized request URL (${request.method}: ${path}).`;
      return send(reply, errorAnswer(new ApiError(404, { type: 'invalid_request_error', message })));
    });
    for (const operation of operations) {
      app.route({
        method: operation.method,
        url: operation.path,
        handler: (request, reply) => handle(world, operation, request, reply),
      });
    }
  };
}

async function handle(
  world: World,
  operation: Operation,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const path = request.url.split('?')[0] ?? '';
  const fault = world.requestFaults.take(request.method, path);
  if (fault?.kind === 'drop_before') return hangUp(request, reply);

  const given = (operation.method === 'POST' ? request.body : request.query) ?? {};
  const header = operation.method === 'POST' ? request.headers['idempotency-key'] : undefined;
  const keyed = keyedRequest(header, `${request.method} ${path}`, given);
  if (keyed) reply.header('idempotency-key', keyed.key);
  const earlier = keyed && recall(world, keyed);
  if (earlier) {
    refuseRetry(reply, earlier);
    reply.header('idempotent-replayed', 'true').header('original-request', earlier.requestId);
    return send(reply, earlier);
  }

  const parsed = operation.params.safeParse(given);
  if (!parsed.success) throw invalidParameters(parsed.error, given as Params);

  const answer = execute(world, operation, request, parsed.data as Params, keyed, fault);
  if (keyed) {
    store(world, keyed, request.requestId, answer);
    refuseRetry(reply, answer);
  }
  if (fault?.kind === 'slow') await holdBack(world, keyed, sleep(fault.delayMs));
  if (fault?.kind === 'hold') await holdBack(world, keyed, world.requestFaults.hold());
  return fault?.kind === 'drop_after' ? hangUp(request, reply) : send(reply, answer);
}

function execute(
  world: World,
  operation: Operation,
  request: FastifyRequest,
  params: Params,
  keyed: KeyedRequest | undefined,
  fault: RequestFault | undefined,
): Answer {
  const { id = '' } = request.params as { id?: string };
  const cause = { id: request.requestId, idempotency_key: keyed?.key ?? null };
  try {
    if (fault?.kind === 'error') throw failure();
    const result = world.events.during(cause, () => operation.run(world, params, id));
    if (fault?.kind === 'error_after') throw failure();
    return { status: 200, body: JSON.stringify(expand(world, result, params['expand'] as string[] | undefined)) };
  } catch (error) {
    return answerOf(error, request);
  }
}

/** A stored failure is repeated for ever: the real API tells its SDKs not to try again under that key. */
function refuseRetry(reply: FastifyReply, { status }: Answer): void {
  if (status >= 500) reply.header('stripe-should-retry', 'false');
}

const failure = () => new ApiError(500, { type: 'api_error', message: 'An unknown error occurred.' });

/** Keeps the caller waiting; whoever uses the key meanwhile is told that it is in use. */
async function holdBack(world: World, keyed: KeyedRequest | undefined, until: Promise<void>): Promise<void> {
  if (keyed) world.keysInUse.add(keyed.key);
  await until;
  if (keyed) world.keysInUse.delete(keyed.key);
}

function hangUp(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.hijack();
  request.raw.socket.destroy();
  return reply;
}

function send(reply: FastifyReply, answer: Answer): FastifyReply {
  return reply.code(answer.status).header('content-type', 'application/json; charset=utf-8').send(answer.body);
}

function errorAnswer(error: ApiError): Answer {
  return { status: error.status, body: JSON.stringify({ error: error.body }) };
}

function answerOf(error: unknown, request: FastifyRequest): Answer {
  if (error instanceof ApiError) return errorAnswer(error);
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status >= 400 && status < 500) {
    return errorAnswer(
      new ApiError(400, {
        type: 'invalid_request_error',
        message: `The request could not be read: ${(error as Error).message}`,
      }),
    );
  }
  request.log.error(error);
  return errorAnswer(new ApiError(500, { type: 'api_error', message: 'An unknown error occurred.' }));
}

/** Bearer key, or the key as the user name of Basic authentication, as curl examples use it. */
function authenticate(apiKey: string, header: string | undefined): void {
  const [scheme = '', credentials = ''] = (header ?? '').split(' ');
  const key =
    scheme.toLowerCase() === 'basic' ? Buffer.from(credentials, 'base64').toString().split(':')[0] : credentials;
  if (!key) {
    const message =
      'You did not provide an API key. Send it in the Authorization header, as in `Authorization: Bearer YOUR_SECRET_KEY`.';
    throw new ApiError(401, { type: 'invalid_request_error', message });
  }
  const [given, wanted] = [Buffer.from(key), Buffer.from(apiKey)];
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
    throw new ApiError(401, {
      type: 'invalid_request_error',
      message: `Invalid API Key provided: ${key.slice(0, 7)}***`,
    });
  }
}
