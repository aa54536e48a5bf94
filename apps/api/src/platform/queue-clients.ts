import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CONFIG, type Config, Database, NOBODY, producerConnection, QUEUE_PREFIX } from '@yigou/platform';
import { Queue } from 'bullmq';
import { setTimeout as sleep } from 'node:timers/promises';

const CLOSE_MS = 1_000;

/** The queues as the board shows them: those that the workers declare in the database. The API adds no job; the worker's relay does. */
@Injectable()
export class QueueClients implements OnApplicationShutdown {
  private readonly connection;
  private readonly known = new Map<string, Queue>();

  constructor(
    private readonly db: Database,
    @Inject(CONFIG) config: Config,
  ) {
    this.connection = producerConnection(config.REDIS_URL);
  }

  async all(): Promise<Queue[]> {
    const rows = await this.db.query<{ queue: string }>(
      `SELECT DISTINCT queue FROM event_hearer WHERE hearer <> '${NOBODY}' ORDER BY queue`,
    );
    return rows.map(({ queue }) => this.client(queue));
  }

  private client(name: string): Queue {
    const queue = this.known.get(name) ?? new Queue(name, { connection: this.connection, prefix: QUEUE_PREFIX });
    if (!this.known.has(name)) queue.on('error', () => undefined);
    this.known.set(name, queue);
    return queue;
  }

  async onApplicationShutdown(): Promise<void> {
    // While Redis is away a queue would wait for it before it closes; nothing is lost by not waiting.
    const closed = Promise.allSettled([...this.known.values()].map((queue) => queue.close()));
    await Promise.race([closed, sleep(CLOSE_MS, undefined, { ref: false })]);
    this.connection.disconnect();
  }
}
