import { Injectable } from '@nestjs/common';
import type { ObjectionStatus, RouteInput } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import type { Actor } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { claimKey, Database, type IdempotencyClaim, type Tx, UnitOfWork } from '@yigou/platform';
import { covers, seatNow } from '@yigou/suppliers';
import { ApplicationFlow } from './application-flow';
import { lockApplication } from './move-application';
import { requireImpartial } from './avoidance';

/** The county examines an objection to its publication, 异议核查. */
@Injectable()
export class ExamineObjection {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly flow: ApplicationFlow,
    private readonly evidence: Evidence,
  ) {}

  /**
   * Rejected: the publication goes on with what was left of it, once no other objection is open. Upheld: the application ends, and with it whatever else was
   * objected. Throws `not_found` outside of the jurisdiction, `forbidden` for any level but the county's, `already_decided` with `{ by, at, status }`,
   * `conflict_of_interest`, `decided_at_other_level`.
   */
  async execute(
    actor: Actor,
    id: string,
    { finding, reason, evidenceIds }: RouteInput<'examineObjection'>['body'],
    claim: IdempotencyClaim,
  ): Promise<void> {
    const seen = await this.db.one<{ applicationId: string }>(
      'SELECT application_id AS "applicationId" FROM objection WHERE id = $1',
      [id],
    );
    if (!seen) throw new DomainError('not_found');
    await this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, { id });
      if (!first) return;
      const application = await lockApplication(tx, seen.applicationId);
      const { doer, ...seat } = await seatNow(tx, actor);
      if (!application || !covers(seat, application)) throw new DomainError('not_found');
      if (seat.level !== 'county') throw new DomainError('forbidden', { level: 'county' });
      await requireUndecided(tx, id);
      await requireImpartial(tx, application.id, actor.userId, 'county');
      const { supplierId, regionCode } = application;
      await this.evidence.attach(tx, evidenceIds, actor.userId, { supplierId, regionCode });
      await settle(tx, { id, applicationId: application.id, finding, reason, userId: actor.userId });
      const how = { doer, reason, level: 'county', evidence: evidenceIds } as const;
      if (finding === 'upheld')
        await this.flow.move(tx, application, { ...how, action: 'terminate', to: 'terminated' });
      else if (!(await anyOpen(tx, application.id)))
        await this.flow.move(tx, application, { ...how, action: 'resume', to: 'publicity' });
    });
  }
}

async function requireUndecided(tx: Tx, id: string): Promise<void> {
  const row = await tx.one<{ status: ObjectionStatus; by: string | null; at: Date | null }>(
    `SELECT b.status, u.name AS by, b.examined_at AS at FROM objection b LEFT JOIN app_user u ON u.id = b.examined_by WHERE b.id = $1`,
    [id],
  );
  if (row?.status === 'open') return;
  throw new DomainError('already_decided', {
    by: row?.by ?? null,
    at: row?.at?.toISOString() ?? null,
    status: row?.status ?? null,
  });
}

interface Settlement {
  readonly id: string;
  readonly applicationId: string;
  readonly finding: 'upheld' | 'rejected';
  readonly reason: string;
  readonly userId: string;
}

/** An application that ends takes its other objections with it: they were right, or came too late to matter. */
async function settle(tx: Tx, { id, applicationId, finding, reason, userId }: Settlement): Promise<void> {
  await tx.query(
    `UPDATE objection SET status = $3, finding = $4, examined_by = $5, examined_at = clock_timestamp()
     WHERE application_id = $2 AND status = 'open' AND (id = $1 OR $3 = 'upheld')`,
    [id, applicationId, finding, reason, userId],
  );
}

async function anyOpen(tx: Tx, applicationId: string): Promise<boolean> {
  const open = await tx.one("SELECT 1 FROM objection WHERE application_id = $1 AND status = 'open' LIMIT 1", [
    applicationId,
  ]);
  return open !== undefined;
}
