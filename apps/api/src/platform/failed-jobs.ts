import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { RouteResponse } from '@yigou/contracts';
import { auditOf, type SeatedCaller } from '@yigou/identity';
import { DomainError, isId } from '@yigou/kernel';
import { countEvents, Database, discardDelivery, failedDeliveries, retryDelivery, UnitOfWork } from '@yigou/platform';

type Failed = RouteResponse<'listFailedJobs'>;

const SHOWN = 200;
const MAX_REASON = 500;

/** Events that a hearer failed at: parked ones, which wait for a person, and those that are tried again by themselves. They stand in the database, whatever becomes of Redis. */
@Injectable()
export class FailedJobs {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditLog,
  ) {}

  /** Parked ones first, then the latest failures. */
  async list(): Promise<Failed> {
    const [rows, { parked, failing }] = await Promise.all([failedDeliveries(this.db, SHOWN), countEvents(this.db)]);
    const items = rows.map((row) => ({
      queue: row.hearer,
      id: row.eventId,
      name: row.topic,
      reason: row.reason.slice(0, MAX_REASON),
      attempts: row.attempts,
      requestId: row.requestId,
      failedAt: row.failedAt.toISOString(),
      nextTryAt: row.nextTryAt?.toISOString() ?? null,
    }));
    return { items, parked, failing };
  }

  /** Lets the worker try at once. Throws `not_found` when nothing of that kind has failed, also because it is done meanwhile. */
  async retry(by: SeatedCaller, hearer: string, id: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const topic = isId(id) ? await retryDelivery(tx, { eventId: id, hearer }) : null;
      if (!topic) throw new DomainError('not_found');
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'platform.job_retried',
        subjectKind: 'job',
        subjectId: `${hearer}/${id}`,
        summary: `重新执行失败的任务 ${topic}`,
      });
    });
  }

  /** Gives a parked event up for its hearer, for good. Throws `not_found` when nothing of that kind is parked, also because it is done or given up meanwhile. */
  async discard(by: SeatedCaller, hearer: string, id: string, reason: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const given = { userId: by.actor.userId, reason };
      const topic = isId(id) ? await discardDelivery(tx, { eventId: id, hearer }, given) : null;
      if (!topic) throw new DomainError('not_found');
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'platform.job_discarded',
        subjectKind: 'job',
        subjectId: `${hearer}/${id}`,
        summary: `放弃失败的任务 ${topic}：${reason}`,
      });
    });
  }
}
