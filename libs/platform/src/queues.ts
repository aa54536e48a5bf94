import { Redis, type RedisOptions } from 'ioredis';

/** Keys in Redis; the braces keep one queue on one node of a cluster. */
export const QUEUE_PREFIX = '{yigou}';

/** A worker's connection: it never gives up, since its work waits. */
export function workerConnection(url: string): Redis {
  return connect(url, { maxRetriesPerRequest: null });
}

/** A producer's connection: it fails fast, since a person or a relay is waiting and can try again. */
export function producerConnection(url: string, overrides: RedisOptions = {}): Redis {
  return connect(url, {
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    connectTimeout: 1_000,
    commandTimeout: 2_000,
    ...overrides,
  });
}

function connect(url: string, options: RedisOptions): Redis {
  const redis = new Redis(url, { ...options, retryStrategy: (tries) => Math.min(tries * 100, 2_000) });
  // Without a listener an unreachable Redis would end the process; readiness reports it instead.
  redis.on('error', () => undefined);
  return redis;
}

/** Jobs must survive Redis: its policy may not evict them, and it must write them down. Says what is wrong, or null. */
export async function queueStoreProblem(redis: Redis): Promise<string | null> {
  const [memory, persistence] = await Promise.all([redis.info('memory'), redis.info('persistence')]);
  const policy = /maxmemory_policy:(\S+)/.exec(memory)?.[1];
  if (policy !== 'noeviction') return `Redis evicts keys (maxmemory-policy is ${policy}); set it to noeviction`;
  if (!/aof_enabled:1/.test(persistence)) return 'Redis does not persist jobs; start it with --appendonly yes';
  return null;
}
