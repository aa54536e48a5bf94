import { Database, metrics } from '@yigou/platform';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Redis } from 'ioredis';
import type { WorkerWatch } from './outbox/watch';

/** Whether Redis takes jobs: one that is full still answers, and loses nothing and does nothing. */
const takesJobs = (redis: Pick<Redis, 'set'>): Promise<string> =>
  redis.set('yigou:health', '1', 'EX', 60).then(
    () => 'ok',
    (error: Error) => (error.message.startsWith('OOM') ? 'full' : 'unreachable'),
  );

/** Liveness, readiness (PostgreSQL answers, Redis takes jobs, schedules run, events are taken up, the clock is right) and metrics of the worker. */
export function healthServer(db: Database, redis: Redis, watch: Pick<WorkerWatch, 'problems'>): FastifyInstance {
  const server = Fastify({ logger: false });
  server.get('/health/live', () => ({ status: 'ok' }));
  server.get('/health/ready', async (_request, reply) => {
    const asked = db.query('SELECT 1').then(
      () => 'ok',
      () => 'unreachable',
    );
    const [database, queue] = await Promise.all([asked, takesJobs(redis)]);
    const problems = watch.problems();
    const ready = database === 'ok' && queue === 'ok' && problems.length === 0;
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ok' : 'unavailable', database, queue, problems });
  });
  server.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.metrics()));
  return server;
}
