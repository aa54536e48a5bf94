import { Injectable } from '@nestjs/common';
import type { RouteInput } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { type Caller, covers, holdSeat } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { claimKey, Database, type IdempotencyClaim, type Tx, UnitOfWork } from '@yigou/platform';
import { ApplicationFlow } from './application-flow';
import { lockApplication } from './move-application';
import { requireImpartial, requireNoPart } from './avoidance';
import { examiningLevel, EXAMINING_LEVELS } from './examining-level';
import { moveObjection } from './move-objection';

/** The county, or where nobody of it may the level above, examines an objection to a publication, 异议核查. */
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
   * objected. Throws `not_found` outside of the jurisdiction, `forbidden` with `{ level }` for any level but the one that examines, `already_decided` with `{ by, at, status }`,
   * `conflict_of_interest`, `decided_at_other_level`, `objection_same_person` for who decided the application at its own level.
   */
  async execute(
    caller: Caller,
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
      const by = await holdSeat(tx, caller, { kind: 'administration' });
      const { actor, seat } = by;
      if (!application || !covers(seat, application)) throw new DomainError('not_found');
      const level = await examiningLevel(tx, application.id);
      if (seat.level !== level) {
        // The official in whose place another level examines is told why, not where.
        if (seat.level === EXAMINING_LEVELS[0]) await requireNoPart(tx, application.id, actor.userId);
        throw new DomainError('forbidden', { level });
      }
      await requireImpartial(tx, application.id, actor.userId, level);
      await requireNoPart(tx, application.id, actor.userId);
      const { supplierId, regionCode } = application;
      await this.evidence.attach(tx, evidenceIds, actor.userId, { supplierId, regionCode });
      await moveObjection(tx, { id, applicationId: application.id, finding, reason, userId: actor.userId });
      const how = { by, reason, level, evidence: evidenceIds } as const;
      if (finding === 'upheld')
        await this.flow.move(tx, application, { ...how, action: 'terminate', to: 'terminated' });
      else if (!(await anyOpen(tx, application.id)))
        await this.flow.move(tx, application, { ...how, action: 'resume', to: 'publicity' });
    });
  }
}

async function anyOpen(tx: Tx, applicationId: string): Promise<boolean> {
  const open = await tx.one("SELECT 1 FROM objection WHERE application_id = $1 AND status = 'open' LIMIT 1", [
    applicationId,
  ]);
  return open !== undefined;
}
