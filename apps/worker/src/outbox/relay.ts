import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  CONFIG,
  type Config,
  type OutboxEvent,
  producerConnection,
  QUEUE_PREFIX,
  relayBatch,
  UnitOfWork,
} from '@yigou/platform';
import { Queue } from 'bullmq';
import { setTimeout as sleep } from 'node:timers/promises';
import type { QueueDeclaration } from './consumer';
import { OutboxBell } from './outbox-bell';

const BATCH = 200;
/** How often it looks without being called: for what was written while nobody listened. */
const IDLE_MS = 1_000;
const TROUBLE_MS = 1_000;
const KEEP_COMPLETED = { age: 3600, count: 1_000 };

/** Takes committed events from the outbox to the queues, at least once; consumers deduplicate by the event's id. */
@Injectable()
export class OutboxRelay {
  private readonly log = new Logger('OutboxRelay');
  private readonly connection;
  private readonly queues = new Map<string, Queue>();
  private declared: readonly QueueDeclaration[] = [];
  private running: Promise<void> | undefined;
  private stopping = false;
  private readonly bell;

  constructor(
    private readonly uow: UnitOfWork,
    @Inject(CONFIG) config: Config,
  ) {
    this.bell = new OutboxBell(config.DATABASE_URL);
    this.connection = producerConnection(config.REDIS_URL);
  }

  queue(name: string): Queue {
    const known = this.queues.get(name);
    if (known) return known;
    const queue = new Queue(name, { connection: this.connection, prefix: QUEUE_PREFIX });
    queue.on('error', () => undefined);
    this.queues.set(name, queue);
    return queue;
  }

  start(declared: readonly QueueDeclaration[]): void {
    this.declared = declared;
    this.bell.listen();
    this.running = this.loop();
  }

  private async loop(): Promise<void> {
    while (!this.stopping) {
      try {
        const taken = await this.uow.run((tx) => relayBatch(tx, BATCH, (events) => this.deliver(events)));
        if (taken === 0) await this.bell.wait(IDLE_MS);
      } catch (error) {
        // Redis or PostgreSQL is away: the events wait in their table.
        this.log.warn({ err: error }, 'the relay could not deliver; trying again');
        await sleep(TROUBLE_MS);
      }
    }
  }

  private async deliver(events: readonly OutboxEvent[]): Promise<void> {
    for (const { queue, hearings } of this.declared) {
      const jobs = events.flatMap((event) =>
        hearings.filter((hearing) => hearing.event.name === event.topic).map(({ hearer }) => toJob(event, hearer)),
      );
      if (jobs.length > 0) await this.queue(queue).addBulk(jobs);
    }
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.bell.close();
    await this.running;
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
    this.connection.disconnect();
  }
}

function toJob(event: OutboxEvent, hearer: string) {
  return {
    name: event.topic,
    data: { eventId: event.id, hearer, requestId: event.requestId, payload: event.payload },
    opts: {
      jobId: `${event.id}.${hearer}`,
      attempts: 8,
      backoff: { type: 'exponential', delay: 500, jitter: 0.3 },
      removeOnComplete: KEEP_COMPLETED,
      removeOnFail: { age: 14 * 24 * 3600 },
    },
  };
}
