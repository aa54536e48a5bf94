import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { lockApplication, ReopenApplication } from '@yigou/certification';
import type { DecideAppealBody, FileAppealBody } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { auditOf, type Caller, holdSeat, type Signature } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import {
  claimKey,
  dueInWorkingDays,
  type IdempotencyClaim,
  PolicyParameters,
  type Tx,
  UnitOfWork,
} from '@yigou/platform';
import type { z } from 'zod';
import { Appeal } from './appeal.entity';
import { appealUntil } from './appeal-until';
import { type Contested, contestedRefusal, contestedSanction, nextAppeal, type NextAppeal } from './contested';
import { requireDuty } from './decide';
import { levelAbove, mayUndo } from './duties';
import { requireFreshEyes } from './fresh-eyes';
import { addAppeal, lockAppeal, type LockedAppeal, moveAppeal } from './move-appeal';
import { SANCTION } from './sanction-status';
import { lockBoth } from './sanctions.service';
import { SanctionSteps } from './sanction-steps';

type Filing = z.output<typeof FileAppealBody>;
type Decision = z.output<typeof DecideAppealBody>;

/** What an appeal that is upheld does to the decision that it is against. */
type Overturn = (by: Signature, reason: string) => Promise<void>;

/** Appeals, 申诉: a supplier asks for another look, and once more, 再次申诉; each time somebody takes it who had no part in the matter. */
@Injectable()
export class Appeals {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly notices: Notices,
    private readonly evidence: Evidence,
    private readonly sanctions: SanctionSteps,
    private readonly applications: ReopenApplication,
  ) {}

  /**
   * Files the first appeal, or the second after the first was rejected. Gives its id. Throws `not_found` for what is not the supplier's, `illegal_transition` for
   * what is no longer in force, `appeal_too_late`, `appeal_exists`, `appeal_final`, and `validation_failed` unless the body names one of the two.
   */
  async file(caller: Caller, body: Filing, claim: IdempotencyClaim): Promise<string> {
    if ((body.sanctionId === null) === (body.applicationId === null))
      throw new DomainError('validation_failed', { fields: { sanctionId: '请选择一项处理决定或一项不予认定。' } });
    return this.uow.run(async (tx) => {
      const { first, result } = await claimKey(tx, claim, { id: newId() as string });
      if (!first) return result.id;
      const { seat, actor } = await holdSeat(tx, caller, { kind: 'supplier' });
      const supplierId = seat.organisationId;
      const contested = body.sanctionId
        ? await contestedSanction(tx, body.sanctionId, supplierId)
        : await contestedRefusal(tx, body.applicationId ?? '', supplierId);
      const { sanctionId, applicationId, refusalId, regionCode } = contested;
      const next = await nextAppeal(tx, contested);
      await this.evidence.attach(tx, body.evidenceIds, actor.userId, { supplierId, regionCode });
      const days = await new PolicyParameters(tx).get('appeal.decision_days', regionCode ?? '');
      await addAppeal(tx, {
        ...next,
        id: result.id,
        sanctionId,
        applicationId,
        refusalId,
        supplierId,
        regionCode,
        reason: body.reason,
        evidenceIds: body.evidenceIds,
        by: { userId: actor.userId, name: actor.name, seat: seat.organisationName },
        dueAt: await dueInWorkingDays(tx, days),
        firstDecidedBy: contested.decidedBy,
      });
      await this.tellOffices(tx, contested, next, result.id, days);
      await this.audit.record(tx, {
        ...auditOf({ ...caller, seat }),
        action: 'certification.appeal_filed',
        subjectKind: 'appeal',
        subjectId: result.id,
        summary: next.instance === 1 ? '提出申诉' : '再次提出申诉',
        data: { sanctionId, applicationId, ...next },
      });
      return result.id;
    });
  }

  /**
   * Decides an appeal. Upheld, a decision is overturned and what it held restored, a refused application goes back to the review that refused it, and somebody else
   * decides anew. Throws `appeal_same_person` for whoever had a part in the matter, `forbidden` for a level below the one that may, `already_decided` with
   * `details.by`, `at` and `status`.
   */
  async decide(caller: Caller, id: string, body: Decision, claim: IdempotencyClaim): Promise<void> {
    await this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, { id });
      if (!first) return;
      const { appeal, overturn } = await this.lock(tx, id);
      const decider = await requireDuty(tx, caller, 'appeal', appeal);
      await requireFreshEyes(tx, id, caller.actor.userId);
      if (!mayUndo(decider.level, appeal.level)) throw new DomainError('forbidden', { level: appeal.level });
      const againBy = body.upheld || appeal.instance === 2 ? null : await appealUntil(tx, appeal.regionCode);
      await moveAppeal(tx, appeal, { ...body, againBy }, decider);
      await this.evidence.attach(tx, body.evidenceIds, caller.actor.userId, appeal);
      if (body.upheld) await overturn(decider.by, `申诉成立：${body.reason}`);
      await this.decidedNews(tx, caller, appeal, body);
    });
  }

  /** Locks what is contested first and then the appeal, in the order that everything here locks in. */
  private async lock(tx: Tx, id: string): Promise<{ appeal: LockedAppeal; overturn: Overturn }> {
    const against = await tx.manager.findOneBy(Appeal, { id });
    if (!against) throw new DomainError('not_found');
    const { sanctionId, applicationId } = against;
    let overturn: Overturn;
    if (sanctionId !== null) {
      const { subject, sanction } = await lockBoth(tx, sanctionId);
      overturn = async (by, reason) => {
        // Lifted or over meanwhile: there is nothing left to restore.
        if (SANCTION.can(sanction.status, 'overturn'))
          await this.sanctions.close(tx, subject, sanction, { action: 'overturn', by, reason });
      };
    } else {
      await lockApplication(tx, applicationId ?? '');
      overturn = async (by, reason) => {
        await this.applications.execute(tx, applicationId ?? '', by, reason);
      };
    }
    return { appeal: await lockAppeal(tx, id), overturn };
  }

  /** The lowest level that may decide, and the one above it: where one person is the whole office, that one must take it. */
  private async tellOffices(
    tx: Tx,
    { regionCode }: Contested,
    { instance, level }: NextAppeal,
    id: string,
    days: number,
  ): Promise<void> {
    for (const office of new Set([level, levelAbove(level)]))
      await this.notices.tell(
        tx,
        { office: { level: office, regionCode: regionCode ?? '', township: null } },
        {
          kind: 'appeal',
          title: instance === 1 ? '收到申诉' : '收到再次申诉',
          body: `请在 ${days} 个工作日内复核；参与过原决定的人员不能办理。`,
          link: `/administration/appeals?id=${id}`,
        },
      );
  }

  private async decidedNews(tx: Tx, caller: Caller, { id, supplierId }: LockedAppeal, body: Decision): Promise<void> {
    const words = body.upheld ? '申诉成立' : '维持原决定';
    await this.notices.tell(
      tx,
      { organisationIds: [supplierId] },
      { kind: 'appeal', title: `申诉结果：${words}`, body: body.reason, link: '/supplier/decisions' },
    );
    await this.audit.record(tx, {
      ...auditOf(caller),
      action: 'certification.appeal_decided',
      subjectKind: 'appeal',
      subjectId: id,
      summary: `复核申诉：${words}`,
    });
  }
}
