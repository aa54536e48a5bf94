import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { createHash } from 'node:crypto';

interface RouteOptions {
  readonly cacheMs?: number;
  readonly shared?: boolean;
}
interface CachedAnswer {
  /** As it goes out, so that it is encoded once. */
  readonly body: Buffer;
  /** Of answers that browsers and proxies may keep as well. */
  readonly tag: string | null;
  readonly expiresAt: number;
}

/** What fits the second that an answer is worth, at the fastest that one process answers; what is older only waits to be pushed out. */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * Answers of public routes from memory for at most `cacheMs` (a second: what a buyer sees of price and stock must be under two seconds
 * old; data that is published as such may be older). It sits in front of everything else, so that a busy page costs a map look-up.
 */
export function installResponseCache(server: FastifyInstance, maxBytes = MAX_BYTES): void {
  const answers = new LRUCache<string, CachedAnswer>({
    max: 2_000,
    maxSize: maxBytes,
    sizeCalculation: ({ body }) => body.length + 1,
  });

  server.addHook('onRequest', (request, reply, done) => {
    const { cacheMs = 0 } = request.routeOptions.config as RouteOptions;
    if (cacheMs > 0 && request.method === 'GET') {
      const answer = answers.get(request.url);
      if (answer && answer.expiresAt > Date.now()) {
        void reply.header('Content-Type', 'application/json; charset=utf-8').header('X-Cache', 'hit');
        const known = answer.tag !== null && shareable(request, reply, answer.tag);
        void reply.send(known ? '' : answer.body);
        return;
      }
    }
    done();
  });

  server.addHook('onSend', (request, reply, payload, done) => {
    const { cacheMs = 0, shared = false } = request.routeOptions.config as RouteOptions;
    if (cacheMs === 0 || reply.statusCode !== 200 || typeof payload !== 'string' || reply.hasHeader('X-Cache'))
      return done(null, payload);
    const body = Buffer.from(payload);
    const tag = shared ? `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` : null;
    answers.set(request.url, { body, tag, expiresAt: Date.now() + cacheMs });
    done(null, tag !== null && shareable(request, reply, tag) ? '' : body);
  });
}

/** Says how long the answer may be kept and what it is known by. True: the caller has this very answer, 304. */
function shareable(request: FastifyRequest, reply: FastifyReply, tag: string): boolean {
  const { cacheMs = 0 } = request.routeOptions.config as RouteOptions;
  void reply.header('Cache-Control', `public, max-age=${Math.floor(cacheMs / 1000)}`).header('ETag', tag);
  const known = (request.headers['if-none-match'] ?? '').split(',').some((one) => one.trim() === tag);
  if (known) void reply.code(304);
  return known;
}
