import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  CONFIG,
  type Config,
  definedEvents,
  type Delivery,
  EventDeliveries,
  type Hearer,
  NOBODY,
  producerConnection,
  QUEUE_PREFIX,
} from '@yigou/platform';
import { Queue } from 'bullmq';
import { setTimeout as sleep } from 'node:timers/promises';
import type { QueueDeclaration } from './consumer';
import { OutboxBell } from './outbox-bell';

const BATCH = 200;
/** How often it looks without being called: for what was written while nobody listened. */
const IDLE_MS = 1_000;
/** Not more often than this, however often it is called: under load one look serves what several transactions tell, and one that comes alone is taken at once. */
const PACE_MS = 30;
/** How often it looks for what is due again. */
const AGAIN_MS = 2_000;
/** How often it says what this worker hears. */
const DECLARE_MS = 60_000;
const TROUBLE_MS = 1_000;
/** Whoever wipes Redis wipes this key, too. */
const SENTINEL = `${QUEUE_PREFIX}:remembers`;

/**
 * Takes committed events to the queues, at least once. What each hearer has not done stands in the database: what is lost on the way, wherever, is taken again. Redis is a courier
 * here and may forget everything at any moment.
 */
@Injectable()
export class OutboxRelay {
  private readonly log = new Logger('OutboxRelay');
  private readonly connection;
  private readonly queues = new Map<string, Queue>();
  private hearers: readonly Hearer[] = [];
  private running: Promise<void> | undefined;
  private stopping = false;
  private readonly bell;
  private nextLook = 0;
  private nextDeclare = 0;
  private queuesFailed = false;

  constructor(
    private readonly deliveries: EventDeliveries,
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

  start(queues: readonly QueueDeclaration[]): void {
    this.hearers = hearersOf(queues);
    this.bell.listen();
    this.running = this.loop();
  }

  private async loop(): Promise<void> {
    while (!this.stopping) {
      try {
        await this.keepUp();
        const looked = performance.now();
        this.bell.answered();
        const { taken, due } = await this.deliveries.relay(BATCH);
        await this.enqueue(due);
        if (taken === BATCH) continue;
        await this.bell.wait(IDLE_MS);
        const early = looked + PACE_MS - performance.now();
        if (early > 0 && !this.stopping) await sleep(early);
      } catch (error) {
        // Redis or PostgreSQL is away: the events wait in their tables.
        this.log.warn({ err: error }, 'the relay could not deliver; trying again');
        await sleep(TROUBLE_MS);
      }
    }
  }

  private async keepUp(): Promise<void> {
    const now = performance.now();
    if (now >= this.nextDeclare) {
      await this.deliveries.declare(this.hearers);
      this.nextDeclare = now + DECLARE_MS;
    }
    if (now < this.nextLook) return;
    this.nextLook = now + AGAIN_MS;
    await this.noticeLoss();
    for (let due = await this.deliveries.due(BATCH); due.length > 0; due = await this.deliveries.due(BATCH)) {
      await this.enqueue(due);
      if (due.length < BATCH || this.stopping) return;
    }
  }

  /** A Redis that was away or has forgotten its keys may have lost any job. */
  private async noticeLoss(): Promise<void> {
    const fresh = (await this.connection.set(SENTINEL, '1', 'NX')) === 'OK';
    if (!fresh && !this.queuesFailed) return;
    await this.deliveries.queuesForgot();
    this.queuesFailed = false;
  }

  private async enqueue(due: readonly Delivery[]): Promise<void> {
    const byQueue = Map.groupBy(due, ({ topic, hearer }) => this.queueOf(topic, hearer));
    try {
      for (const [name, deliveries] of byQueue) if (name) await this.queue(name).addBulk(deliveries.map(toJob));
    } catch (error) {
      this.queuesFailed = true;
      throw error;
    }
  }

  private queueOf(topic: string, hearer: string): string | undefined {
    return this.hearers.find((one) => one.topic === topic && one.hearer === hearer)?.queue;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.bell.close();
    await this.running;
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
    this.connection.disconnect();
  }
}

/** What the consumers hear, and the events that nobody hears on purpose: those are done as soon as they are seen. */
function hearersOf(queues: readonly QueueDeclaration[]): Hearer[] {
  const heard = queues.flatMap(({ queue, hearings }) =>
    hearings.map(({ event, hearer, fromKept }) => ({ topic: event.name, hearer, queue, fromKept })),
  );
  const unheard = definedEvents().filter(({ unheard: reason }) => reason !== null);
  return [...heard, ...unheard.map(({ name }) => ({ topic: name, hearer: NOBODY, queue: NOBODY, fromKept: false }))];
}

/** Retries are the database's, which does not forget them; a job that is over leaves nothing behind that would keep the next one of its id away. */
function toJob(delivery: Delivery) {
  return {
    name: delivery.topic,
    data: delivery,
    opts: { jobId: `${delivery.eventId}.${delivery.hearer}`, removeOnComplete: true, removeOnFail: true },
  };
}
