import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config, producerConnection, QUEUE_PREFIX, type QueueName, QUEUES } from '@yigou/platform';
import { Queue } from 'bullmq';

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
    return this.all.find((queue) => queue.name === (name as QueueName));
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.all.map((queue) => queue.close()));
    this.connection.disconnect();
  }
}
