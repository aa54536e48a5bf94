import { Inject, Injectable, Logger } from '@nestjs/common';
import {
  alarms,
  CONFIG,
  type Config,
  jobDuration,
  QUEUE_PREFIX,
  withRequestId,
  workerConnection,
} from '@yigou/platform';
import { type Job, UnrecoverableError, Worker } from 'bullmq';
import { newId } from '@yigou/kernel';
import type { QueueDeclaration } from './consumer';
import { OutboxRelay } from './relay';

const CONCURRENCY = 8;
interface EventJob {
  readonly eventId: string;
  readonly hearer?: string;
  readonly payload: unknown;
  readonly requestId: string | null;
}

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

  async start(queues: readonly QueueDeclaration[]): Promise<void> {
    for (const declared of queues) {
      const name = declared.queue;
      await this.plan(declared);
      const worker = new Worker(name, (job) => this.run(declared, job), {
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
  private async plan({ queue: name, schedules }: QueueDeclaration): Promise<void> {
    const queue = this.relay.queue(name);
    await queue.waitUntilReady();
    for (const known of await queue.getJobSchedulers()) {
      if (!schedules.some((schedule) => schedule.name === known.key)) await queue.removeJobScheduler(known.key);
    }
    for (const { name: key, everyMs } of schedules) {
      const opts = { removeOnComplete: { count: 5 }, removeOnFail: { age: 7 * 24 * 3600, count: 100 } };
      await queue.upsertJobScheduler(key, { every: everyMs }, { name: key, opts });
    }
  }

  private async run({ queue, hearings, schedules }: QueueDeclaration, job: Job): Promise<void> {
    const { eventId, hearer, payload, requestId } = job.data as EventJob;
    const schedule = schedules.find((candidate) => candidate.name === job.name);
    const hearing = hearings.find(
      (candidate) => candidate.event.name === job.name && candidate.hearer === (hearer ?? queue),
    );
    if (!schedule && !hearing) throw new UnrecoverableError(`nothing handles ${job.name}`);
    const end = jobDuration.startTimer({ queue, job: job.name });
    try {
      await withRequestId(requestId ?? newId(), async () => {
        await schedule?.run();
        await hearing?.handle({
          id: eventId,
          hearer: hearing.hearer,
          payload: hearing.event.schema.parse(payload),
          requestId,
        });
      });
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
