import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config, producerConnection, QUEUE_PREFIX } from '@yigou/platform';
import { Queue } from 'bullmq';
import { setTimeout as sleep } from 'node:timers/promises';

/** The worker's queues: one for each context with consumers. */
const QUEUES = ['orders', 'payments', 'logistics', 'catalogue', 'certification', 'notifications'];
const CLOSE_MS = 1_000;

/** The queues as the console sees them: to list failed jobs and run them again. The API adds no job; the worker's relay does. */
@Injectable()
export class QueueClients implements OnApplicationShutdown {
  private readonly connection;
  readonly all: readonly Queue[];

  constructor(@Inject(CONFIG) config: Config) {
    this.connection = producerConnection(config.REDIS_URL);
    this.all = QUEUES.map((name) => new Queue(name, { connection: this.connection, prefix: QUEUE_PREFIX }));
    for (const queue of this.all) queue.on('error', () => undefined);
  }

  byName(name: string): Queue | undefined {
    return this.all.find((queue) => queue.name === name);
  }

  async onApplicationShutdown(): Promise<void> {
    // While Redis is away a queue would wait for it before it closes; nothing is lost by not waiting.
    const closed = Promise.allSettled(this.all.map((queue) => queue.close()));
    await Promise.race([closed, sleep(CLOSE_MS, undefined, { ref: false })]);
    this.connection.disconnect();
  }
}
