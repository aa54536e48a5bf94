import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  alarms,
  CONFIG,
  type Config,
  jobDuration,
  QUEUE_PREFIX,
  type QueueName,
  withRequestId,
  workerConnection,
} from '@yigou/platform';
import { type Job, UnrecoverableError, Worker } from 'bullmq';
import { newId } from '@yigou/kernel';
import type { EventJob, QueueConsumer } from './consumer';
import { OutboxRelay } from './relay';

const CONCURRENCY = 8;

/** One BullMQ worker per queue. Schedules are job schedulers, so that several worker processes run each once. */
@Injectable()
export class QueueWorkers {
  private readonly log = new Logger('Jobs');
  private readonly connection;
  private readonly workers: Worker[] = [];

  constructor(
    private readonly relay: OutboxRelay,
    @Inject(CONFIG) config: Config,
  ) {
    this.connection = workerConnection(config.REDIS_URL);
  }

  async start(consumers: Readonly<Partial<Record<QueueName, QueueConsumer>>>): Promise<void> {
    for (const [name, consumer] of Object.entries(consumers) as [QueueName, QueueConsumer][]) {
      await this.plan(name, consumer);
      const worker = new Worker(name, (job) => this.run(name, consumer, job), {
        connection: this.connection,
        prefix: QUEUE_PREFIX,
        concurrency: CONCURRENCY,
        maxStalledCount: 3,
      });
      worker.on('error', () => undefined);
      worker.on('failed', (job, error) => {
        const last = !job || job.attemptsMade >= (job.opts.attempts ?? 1);
        if (last) alarms.inc({ kind: 'job_failed' });
        this.log[last ? 'error' : 'warn']({ err: error, queue: name, job: job?.name, id: job?.id }, 'a job failed');
      });
      this.workers.push(worker);
    }
  }

  /** Schedules that no longer exist are taken out: they live in Redis. */
  private async plan(name: QueueName, consumer: QueueConsumer): Promise<void> {
    const queue = this.relay.queue(name);
    await queue.waitUntilReady();
    for (const known of await queue.getJobSchedulers()) {
      if (!consumer.schedules[known.key]) await queue.removeJobScheduler(known.key);
    }
    for (const [key, { everyMs }] of Object.entries(consumer.schedules)) {
      const opts = { removeOnComplete: { count: 5 }, removeOnFail: { age: 7 * 24 * 3600, count: 100 } };
      await queue.upsertJobScheduler(key, { every: everyMs }, { name: key, opts });
    }
  }

  private async run(queue: QueueName, consumer: QueueConsumer, job: Job): Promise<void> {
    const schedule = consumer.schedules[job.name];
    const handler = consumer.topics[job.name];
    if (!schedule && !handler) throw new UnrecoverableError(`nothing handles ${job.name}`);
    const event = job.data as EventJob;
    const end = jobDuration.startTimer({ queue, job: job.name });
    try {
      await withRequestId(event.requestId ?? newId(), () =>
        schedule ? schedule.run() : (handler as NonNullable<typeof handler>)(event),
      );
      end({ outcome: 'done' });
    } catch (error) {
      end({ outcome: 'failed' });
      throw error;
    }
  }

  /** Waits for the jobs under way. */
  async stop(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.close()));
    this.connection.disconnect();
  }
}
