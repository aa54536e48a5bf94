import { Inject, Injectable, Logger } from '@nestjs/common';
import { newId } from '@yigou/kernel';
import {
  alarms,
  CONFIG,
  type Config,
  type Delivery,
  EventDeliveries,
  jobDuration,
  QUEUE_PREFIX,
  withRequestId,
  workerConnection,
} from '@yigou/platform';
import { type Job, Queue, Worker } from 'bullmq';
import { parse } from 'zod';
import type { EventHearing, QueueDeclaration } from './consumer';
import { DoneDeliveries } from './done-deliveries';
import { isPoisoned } from './poisoned';

/** Events of one queue at once. Schedules run beside them and take none of these places. */
const CONCURRENCY = 8;

/** One BullMQ worker per queue: brings each event to its hearer, and writes down what came of it. */
@Injectable()
export class QueueWorkers {
  private readonly log = new Logger('Events');
  private readonly connection;
  private readonly workers: Worker[] = [];
  private readonly done;

  constructor(
    private readonly deliveries: EventDeliveries,
    @Inject(CONFIG) config: Config,
  ) {
    this.connection = workerConnection(config.REDIS_URL);
    this.done = new DoneDeliveries(deliveries);
  }

  async start(queues: readonly QueueDeclaration[]): Promise<void> {
    for (const declared of queues) {
      await this.forgetSchedulers(declared.queue);
      if (declared.hearings.length === 0) continue;
      const worker = new Worker(declared.queue, (job) => this.run(declared, job), {
        connection: this.connection,
        prefix: QUEUE_PREFIX,
        concurrency: CONCURRENCY,
        maxStalledCount: 3,
      });
      worker.on('error', () => undefined);
      // A handler's failure is written down and ends the job well; what fails here took its worker down again and again.
      worker.on('failed', (job, error) => void (job && this.fail(job.data as Delivery, error, true)));
      this.workers.push(worker);
    }
  }

  /** Schedules lived in Redis once; what is left of them there would go on calling. Asked with the connection that waits: a slow answer ends no start. */
  private async forgetSchedulers(name: string): Promise<void> {
    const queue = new Queue(name, { connection: this.connection, prefix: QUEUE_PREFIX });
    queue.on('error', () => undefined);
    try {
      for (const { key } of await queue.getJobSchedulers()) await queue.removeJobScheduler(key);
    } finally {
      await queue.close();
    }
  }

  private async run({ queue, hearings }: QueueDeclaration, job: Job): Promise<void> {
    const delivery = job.data as Delivery;
    const hearing = hearings.find(({ event, hearer }) => event.name === job.name && hearer === delivery.hearer);
    if (!hearing) return this.leave(delivery);
    const end = jobDuration.startTimer({ queue, job: job.name });
    try {
      await withRequestId(delivery.requestId ?? newId(), () => this.hear(hearing, delivery));
    } catch (error) {
      end({ outcome: 'failed' });
      return this.fail(delivery, error, isPoisoned(error));
    }
    end({ outcome: 'done' });
    this.done.add(delivery);
    if (delivery.attempts > 0) await this.deliveries.recovered(delivery).catch(() => undefined);
  }

  /** Somebody newer queued it, or somebody who queued without a hearer, long ago: the database has it told again. */
  private async leave(delivery: Delivery): Promise<void> {
    if (delivery.eventId && delivery.hearer) await this.deliveries.leave(delivery).catch(() => undefined);
  }

  private async hear({ event, hearer, handle }: EventHearing, delivery: Delivery): Promise<void> {
    const { eventId: id, requestId } = delivery;
    await handle({ id, hearer, requestId, payload: parse(event.schema, delivery.payload) });
  }

  /** Without a database nothing can be noted; the event is due again when its time on the way is over. */
  private async fail(delivery: Delivery, error: unknown, poisoned: boolean): Promise<void> {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const noted = await this.deliveries.failed(delivery, reason, poisoned).catch(() => ({ parked: false }));
    if (noted.parked) alarms.inc({ kind: 'event_parked' });
    const about = { err: error, topic: delivery.topic, hearer: delivery.hearer, event: delivery.eventId };
    if (noted.parked) this.log.error(about, 'an event was parked: a person has to look');
    else this.log.warn({ ...about, attempts: delivery.attempts + 1 }, 'an event failed and is tried again');
  }

  /** Waits for the jobs under way. */
  async stop(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
    await this.done.flush();
    this.connection.disconnect();
  }
}
