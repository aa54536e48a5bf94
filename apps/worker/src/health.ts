import { Database, metrics } from '@yigou/platform';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Redis } from 'ioredis';
import type { WorkerWatch } from './outbox/watch';

/** Liveness, readiness (PostgreSQL and Redis answer, schedules run, the clock is right) and metrics of the worker. */
export function healthServer(db: Database, redis: Redis, watch: Pick<WorkerWatch, 'problems'>): FastifyInstance {
  const server = Fastify({ logger: false });
  server.get('/health/live', () => ({ status: 'ok' }));
  server.get('/health/ready', async (_request, reply) => {
    const state = async (work: Promise<unknown>) => work.then(() => 'ok').catch(() => 'unreachable');
    const [database, queue] = await Promise.all([state(db.query('SELECT 1')), state(redis.ping())]);
    const problems = watch.problems();
    const ready = database === 'ok' && queue === 'ok' && problems.length === 0;
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ok' : 'unavailable', database, queue, problems });
  });
  server.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.metrics()));
  return server;
}
