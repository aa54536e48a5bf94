import type { FastifyInstance } from 'fastify';
import { LRUCache } from 'lru-cache';

interface RouteOptions {
  readonly cacheMs?: number;
}
interface CachedAnswer {
  readonly payload: string;
  readonly expiresAt: number;
}

/**
 * Answers of public routes from memory for at most `cacheMs` (a second: what a buyer sees of price and stock must be under two seconds
 * old). It sits in front of everything else, so that a busy page costs a map look-up.
 */
export function installResponseCache(server: FastifyInstance): void {
  const answers = new LRUCache<string, CachedAnswer>({
    max: 2_000,
    maxSize: 64 * 1024 * 1024,
    sizeCalculation: (a) => a.payload.length + 1,
  });

  server.addHook('onRequest', (request, reply, done) => {
    const { cacheMs = 0 } = request.routeOptions.config as RouteOptions;
    if (cacheMs > 0 && request.method === 'GET') {
      const answer = answers.get(request.url);
      if (answer && answer.expiresAt > Date.now()) {
        void reply
          .header('Content-Type', 'application/json; charset=utf-8')
          .header('X-Cache', 'hit')
          .send(answer.payload);
        return;
      }
    }
    done();
  });

  server.addHook('onSend', (request, reply, payload, done) => {
    const { cacheMs = 0 } = request.routeOptions.config as RouteOptions;
    if (cacheMs > 0 && reply.statusCode === 200 && typeof payload === 'string' && !reply.hasHeader('X-Cache')) {
      answers.set(request.url, { payload, expiresAt: Date.now() + cacheMs });
    }
    done(null, payload);
  });
}
