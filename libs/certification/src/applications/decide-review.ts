import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { RouteInput, RouteResponse } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { auditOf, type Caller, covers, holdSeat, type SeatedCaller } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { claimKey, Database, type IdempotencyClaim, type Queryable, type Tx, UnitOfWork } from '@yigou/platform';
import { ApplicationFlow } from './application-flow';
import { LEVEL_OF_REVIEW } from './application-status';
import { BULK_SAFE } from './bulk-safe';
import { lockApplication, type LockedApplication } from './move-application';
import { requireImpartial } from './avoidance';

type Decision = RouteInput<'decideReview'>['body'];

/** An office decides: one wins, and whoever comes second is told who did. */
@Injectable()
export class DecideReview {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly flow: ApplicationFlow,
    private readonly evidence: Evidence,
    private readonly audit: AuditLog,
    private readonly notices: Notices,
  ) {}

  /**
   * Approves, returns or refuses what was seen as `version` (R30, 谁审核谁把关谁负责). Throws `not_found` outside of the jurisdiction, `forbidden` for another
   * level or a role that is gone, `already_decided` with `{ by, at, status }` of the last step, `conflict_of_interest`, `decided_at_other_level`,
   * `illegal_transition`.
   */
  decide(caller: Caller, id: string, decision: Decision, claim: IdempotencyClaim): Promise<void> {
    return this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, { id });
      if (!first) return;
      const { application, by } = await this.ready(tx, caller, id, decision.version);
      await requireUnclaimed(tx, application, by);
      await this.apply(tx, by, application, decision);
    });
  }

  /**
   * Approves several, each in a transaction of its own: one that cannot be approved keeps none of the others back, and one that needs a look is not approved
   * in a bundle. Asked again with the same key, it answers what was stored of each.
   */
  async approveAll(
    caller: Caller,
    { items, reason }: RouteInput<'approveReviews'>['body'],
    claim: IdempotencyClaim,
  ): Promise<RouteResponse<'approveReviews'>> {
    const outcomes: RouteResponse<'approveReviews'>['items'] = [];
    for (const { id, version } of items) {
      const each = { ...claim, key: `${claim.key}:${id}` };
      try {
        await this.uow.run(async (tx) => {
          const { first } = await claimKey(tx, each, { id });
          if (first) await this.approveSafe(tx, caller, id, version, reason);
        });
        outcomes.push({ id, approved: true, code: null, message: '已通过' });
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        outcomes.push({ id, approved: false, code: error.code, message: error.message });
      }
    }
    return { items: outcomes };
  }

  private async approveSafe(tx: Tx, caller: Caller, id: string, version: number, reason: string): Promise<void> {
    const { application, by } = await this.ready(tx, caller, id, version);
    await requireUnclaimed(tx, application, by);
    const safe = await tx.one(`SELECT 1 FROM application a WHERE a.id = $1 AND ${BULK_SAFE}`, [id]);
    if (!safe)
      throw new DomainError('illegal_transition', { status: application.status }, '该申请需要逐件审核，不能批量通过。');
    await this.apply(tx, by, application, {
      decision: 'approve',
      reason,
      version,
      fieldNotes: {},
      evidenceIds: [],
    });
  }

  /**
   * Takes a case up: colleagues see it, and do not decide it while the claim lasts ({@link CLAIM_HOURS}). One that a colleague has is taken over with a reason, which they are told. Throws as a decision
   * does; `already_decided` when a colleague has it and no reason is given.
   */
  async claim(caller: Caller, id: string, reason = ''): Promise<void> {
    const seen = await this.db.one<{ version: number }>('SELECT version FROM application WHERE id = $1', [id]);
    if (!seen) throw new DomainError('not_found');
    await this.uow.run(async (tx) => {
      const { application, by } = await this.ready(tx, caller, id, seen.version);
      const { actor } = by;
      const holder = await claimHolder(tx, id);
      if (holder?.id === actor.userId) return;
      if (holder && reason === '') throw claimedByOther(application, holder);
      if (holder) await this.tellTakenOver(tx, by, application, holder, reason);
      await tx.query('UPDATE application SET claimed_by = $2, claimed_at = clock_timestamp() WHERE id = $1', [
        id,
        actor.userId,
      ]);
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'certification.review_claimed',
        subjectKind: 'application',
        subjectId: id,
        summary: `${by.seat.organisationName} 接手审核 ${application.number}${holder ? `（原由${holder.name}接手）：${reason}` : ''}`,
      });
    });
  }

  private tellTakenOver(
    tx: Tx,
    { actor }: SeatedCaller,
    { id, number }: LockedApplication,
    holder: ClaimHolder,
    reason: string,
  ): Promise<void> {
    return this.notices.tell(
      tx,
      { userIds: [holder.id] },
      {
        kind: 'review',
        title: `${actor.name}接手了您办理的申请 ${number}`,
        body: reason,
        link: `/administration/reviews/${id}`,
      },
    );
  }

  /** Locks first, then looks: at the place, the seat, the version and state that were seen, the level, and who is asking. */
  private async ready(
    tx: Tx,
    caller: Caller,
    id: string,
    version: number,
  ): Promise<{ application: LockedApplication; by: SeatedCaller }> {
    const application = await lockApplication(tx, id);
    const by = await holdSeat(tx, caller, { kind: 'administration' });
    const { actor, seat } = by;
    if (!application || application.round === 0 || !covers(seat, application)) throw new DomainError('not_found');
    if (application.version !== version) throw await decidedBefore(tx, application);
    const level = LEVEL_OF_REVIEW[application.status];
    if (!level) throw new DomainError('illegal_transition', { status: application.status });
    if (seat.level !== level) throw new DomainError('forbidden', { level });
    await requireImpartial(tx, id, actor.userId, level);
    return { application, by };
  }

  private async apply(
    tx: Tx,
    by: SeatedCaller,
    application: LockedApplication,
    { decision, reason, fieldNotes, evidenceIds }: Decision,
  ): Promise<void> {
    const { supplierId, regionCode } = application;
    await this.evidence.attach(tx, evidenceIds, by.actor.userId, { supplierId, regionCode });
    const how = { by, reason, level: by.seat.level, evidence: evidenceIds };
    if (decision === 'approve') await this.flow.advance(tx, application, { ...how, action: 'approve' });
    else if (decision === 'return')
      await this.flow.move(tx, application, { ...how, action: 'return', to: 'returned', fieldNotes });
    else await this.flow.move(tx, application, { ...how, action: 'refuse', to: 'refused' });
  }
}

/** Says who moved it last, when, and to what. */
export async function decidedBefore(tx: Tx, { id, status }: LockedApplication): Promise<DomainError> {
  const last = await tx.one<{ by: string; seat: string; at: Date }>(
    'SELECT actor_name AS by, seat, at FROM application_step WHERE application_id = $1 ORDER BY at DESC, id DESC LIMIT 1',
    [id],
  );
  const by = last ? [last.seat, last.by].filter(Boolean).join(' · ') : '';
  return new DomainError('already_decided', { by, at: last?.at.toISOString() ?? null, status });
}

/** Hours for which a case is its reviewer's who took it up: a working day, so that nobody keeps one by forgetting it. */
const CLAIM_HOURS = 24;
interface ClaimHolder {
  readonly id: string;
  readonly name: string;
}

/** Who has a locked case, while that lasts. */
export const claimHolder = (db: Queryable, id: string): Promise<ClaimHolder | undefined> =>
  db
    .query<ClaimHolder>(
      `SELECT u.id, u.name FROM application a JOIN app_user u ON u.id = a.claimed_by
       WHERE a.id = $1 AND a.claimed_at > clock_timestamp() - make_interval(hours => ${CLAIM_HOURS})`,
      [id],
    )
    .then(([holder]) => holder);

/** What a colleague took up is theirs to decide. */
async function requireUnclaimed(tx: Tx, application: LockedApplication, { actor }: SeatedCaller): Promise<void> {
  const holder = await claimHolder(tx, application.id);
  if (holder && holder.id !== actor.userId) throw claimedByOther(application, holder);
}

const claimedByOther = ({ status }: LockedApplication, { name: by }: ClaimHolder): DomainError =>
  new DomainError('already_decided', { by, status }, `该事项已由${by}接手。需要由您办理的，请写明理由后接手。`);
