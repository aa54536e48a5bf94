import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { RouteResponse } from '@yigou/contracts';
import type { Actor, ActorMembership } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database } from '@yigou/platform';
import type { Job, Queue } from 'bullmq';
import { QueueClients } from './queue-clients';

type Failed = RouteResponse<'listFailedJobs'>;

/** The latest of each queue that the list shows. */
const PER_QUEUE = 100;
const SHOWN = 200;
const MAX_REASON = 500;
/** BullMQ waits for a connection that is away; people are answered before that. */
const PATIENCE_MS = 1_800;

/** Jobs that failed for good, in all queues. */
@Injectable()
export class FailedJobs {
  constructor(
    private readonly queues: QueueClients,
    private readonly db: Database,
    private readonly audit: AuditLog,
  ) {}

  /** The latest failures first; `total` counts all. Throws `service_unavailable` when Redis does not answer. */
  list(): Promise<Failed> {
    return withinPatience(async () => {
      const lists = await Promise.all(this.queues.all.map((queue) => failedOf(queue)));
      const items = lists.flatMap((list) => list.items).sort((a, b) => (b.at ?? 0) - (a.at ?? 0));
      return {
        items: items.slice(0, SHOWN).map((item) => item.job),
        total: lists.reduce((sum, list) => sum + list.total, 0),
      };
    });
  }

  /**
   * Puts a failed job back in its queue. Throws `not_found` when there is none, `illegal_transition` when it is no longer failed,
   * `service_unavailable` when Redis does not answer.
   */
  async retry(
    actor: Actor,
    membership: ActorMembership,
    queueName: string,
    id: string,
    address: string,
  ): Promise<void> {
    const queue = this.queues.byName(queueName);
    if (!queue) throw new DomainError('not_found');
    const name = await withinPatience(async () => {
      const job = (await queue.getJob(id)) as Job | undefined;
      if (!job) throw new DomainError('not_found');
      if (!(await job.isFailed())) throw new DomainError('illegal_transition');
      await job.retry('failed');
      return job.name;
    });
    await this.audit.record(this.db, {
      actor: { userId: actor.userId, name: actor.name, organisationId: membership.organisationId },
      action: 'platform.job_retried',
      subjectKind: 'job',
      subjectId: `${queueName}/${id}`,
      summary: `重新执行失败的任务 ${name}`,
      address,
    });
  }
}

async function failedOf(queue: Queue) {
  const [jobs, total] = await Promise.all([queue.getFailed(0, PER_QUEUE - 1), queue.getFailedCount()]);
  // A job that was removed while it was listed comes as nothing.
  const items = (jobs as (Job | undefined)[]).flatMap((job) =>
    job ? [{ at: job.finishedOn ?? null, job: viewOf(queue.name, job) }] : [],
  );
  return { items, total };
}

function viewOf(queue: string, job: Job): Failed['items'][number] {
  const { requestId } = (job.data ?? {}) as { requestId?: unknown };
  return {
    queue,
    id: job.id ?? '',
    name: job.name,
    reason: (job.failedReason ?? '').slice(0, MAX_REASON),
    attempts: job.attemptsMade,
    requestId: typeof requestId === 'string' ? requestId : null,
    failedAt: job.finishedOn === undefined ? null : new Date(job.finishedOn).toISOString(),
  };
}

async function withinPatience<T>(work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DomainError('service_unavailable')), PATIENCE_MS);
  });
  try {
    return await Promise.race([work(), late]);
  } catch (error) {
    // Whatever else goes wrong here is Redis: away, restarting, or out of memory.
    throw error instanceof DomainError ? error : new DomainError('service_unavailable');
  } finally {
    clearTimeout(timer);
  }
}
