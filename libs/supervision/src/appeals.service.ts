import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { lockApplication, ReopenApplication } from '@yigou/certification';
import type { AppealStatus, DecideAppealBody, FileAppealBody, ReviewLevel } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { type Actor, requireMembership } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { claimKey, type IdempotencyClaim, PolicyParameters, type Tx, UnitOfWork } from '@yigou/platform';
import type { Doer } from '@yigou/suppliers';
import type { z } from 'zod';
import { auditActor, type Caller, type Matter, requireDuty } from './decide';
import { CONTESTED_LEVEL, type Contested, contestedRefusal, contestedSanction } from './contested';
import { levelAbove, mayUndo } from './duties';
import { lockBoth } from './sanctions.service';
import { SanctionSteps } from './sanction-steps';

type Filing = z.output<typeof FileAppealBody>;
type Decision = z.output<typeof DecideAppealBody>;

interface Locked extends Matter {
  readonly status: AppealStatus;
  readonly supplierId: string;
  readonly sanctionId: string | null;
  readonly applicationId: string | null;
  readonly firstDecidedBy: string | null;
  readonly level: ReviewLevel;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
}

/** Appeals, 申诉: a supplier asks for another look, and somebody else than the first time takes it. */
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
   * Gives the appeal's id. Throws `not_found` for what is not the supplier's, `illegal_transition` for what is no longer in force, `appeal_too_late`,
   * `appeal_exists`, and `validation_failed` unless the body names one of the two.
   */
  async file(actor: Actor, body: Filing, address: string, claim: IdempotencyClaim): Promise<string> {
    if ((body.sanctionId === null) === (body.applicationId === null))
      throw new DomainError('validation_failed', { fields: { sanctionId: '请选择一项处理决定或一项不予认定。' } });
    const supplierId = requireMembership(actor, 'supplier').organisationId;
    return this.uow.run(async (tx) => {
      const { first, result } = await claimKey(tx, claim, { id: newId() as string });
      if (!first) return result.id;
      const contested = body.sanctionId
        ? await contestedSanction(tx, body.sanctionId, supplierId)
        : await contestedRefusal(tx, body.applicationId ?? '', supplierId);
      const { regionCode, decidedBy, level } = contested;
      const days = await new PolicyParameters(tx).get('appeal.decision_days', regionCode ?? '');
      const known = await tx.one('SELECT 1 FROM appeal WHERE sanction_id = $1 OR application_id = $2', [
        body.sanctionId,
        body.applicationId,
      ]);
      if (known) throw new DomainError('appeal_exists');
      if (!contested.open) throw new DomainError('illegal_transition', { status: contested.status });
      if (!contested.inTime) throw new DomainError('appeal_too_late');
      await this.evidence.attach(tx, body.evidenceIds, actor.userId, { supplierId, regionCode });
      await tx.query(
        `INSERT INTO appeal (id, sanction_id, application_id, supplier_id, region_code, status, reason, evidence, filed_by, due_at,
           first_decided_by)
         VALUES ($1, $2, $3, $4, $5, 'open', $6, $7, $8, clock_timestamp() + make_interval(days => $9::int), $10)`,
        [
          result.id,
          body.sanctionId,
          body.applicationId,
          supplierId,
          regionCode,
          body.reason,
          body.evidenceIds,
          actor.userId,
          days,
          decidedBy,
        ],
      );
      await this.tellOffices(tx, contested, result.id, days);
      await this.audit.record(tx, {
        actor: { userId: actor.userId, name: actor.name, organisationId: supplierId },
        address,
        action: 'certification.appeal_filed',
        subjectKind: 'appeal',
        subjectId: result.id,
        summary: '提出申诉',
        data: { sanctionId: body.sanctionId, applicationId: body.applicationId, level },
      });
      return result.id;
    });
  }

  /**
   * Decides an appeal. Upheld, a decision is overturned and what it held restored, a refused application goes back to the review that refused it. Throws
   * `appeal_same_person` for whoever decided first, `forbidden` for a level below that one, `already_decided` with `details.by`, `at` and `status`.
   */
  async decide(caller: Caller, id: string, body: Decision, claim: IdempotencyClaim): Promise<void> {
    await this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, { id });
      if (!first) return;
      const { appeal, overturn } = await this.lock(tx, id);
      const { doer, level } = await requireDuty(tx, caller.actor, 'appeal', appeal);
      if (appeal.firstDecidedBy === doer.userId) throw new DomainError('appeal_same_person');
      if (!mayUndo(level, appeal.level)) throw new DomainError('forbidden');
      if (appeal.status !== 'open') throw await decided(tx, appeal);
      await this.evidence.attach(tx, body.evidenceIds, caller.actor.userId, appeal);
      await tx.query(
        `UPDATE appeal SET status = $2, decision = $3, decision_evidence = $4, decided_by = $5, decided_by_name = $6,
           decided_at = clock_timestamp() WHERE id = $1`,
        [
          id,
          body.upheld ? 'upheld' : 'rejected',
          body.reason,
          body.evidenceIds,
          doer.userId,
          `${doer.name}（${doer.seat}）`,
        ],
      );
      if (body.upheld) await overturn(doer, `申诉成立：${body.reason}`);
      await this.decidedNews(tx, caller, id, appeal, body);
    });
  }

  /** Locks what is contested first and then the appeal, in the order that everything here locks in. */
  private async lock(tx: Tx, id: string) {
    const against = await tx.one<Pick<Locked, 'sanctionId' | 'applicationId'>>(
      'SELECT sanction_id AS "sanctionId", application_id AS "applicationId" FROM appeal WHERE id = $1',
      [id],
    );
    if (!against) throw new DomainError('not_found');
    const { sanctionId, applicationId } = against;
    let overturn: (doer: Doer, reason: string) => Promise<void>;
    if (sanctionId !== null) {
      const { subject, sanction } = await lockBoth(tx, sanctionId);
      overturn = async (doer, reason) => {
        // Lifted or over meanwhile: there is nothing left to restore.
        if (sanction.status === 'in_force')
          await this.sanctions.close(tx, subject, sanction, { status: 'overturned', doer, reason });
      };
    } else {
      await lockApplication(tx, applicationId ?? '');
      overturn = async (doer, reason) => {
        await this.applications.execute(tx, applicationId ?? '', doer, reason);
      };
    }
    await tx.query('SELECT 1 FROM appeal WHERE id = $1 FOR UPDATE', [id]);
    const appeal = await tx.one<Locked>(
      `SELECT v.status, v.supplier_id AS "supplierId", v.sanction_id AS "sanctionId", v.application_id AS "applicationId",
         v.region_code AS "regionCode", f.township, v.first_decided_by AS "firstDecidedBy", ${CONTESTED_LEVEL} AS level,
         v.decided_by AS "decidedBy", v.decided_at AS "decidedAt"
       FROM appeal v LEFT JOIN supplier_file f ON f.supplier_id = v.supplier_id LEFT JOIN sanction s ON s.id = v.sanction_id WHERE v.id = $1`,
      [id],
    );
    if (!appeal) throw new DomainError('not_found');
    return { appeal, overturn };
  }

  /** The level that decided, and the one above it: where one person is the whole office, that one must take it. */
  private async tellOffices(tx: Tx, { regionCode, level }: Contested, id: string, days: number): Promise<void> {
    for (const office of new Set([level, levelAbove(level)]))
      await this.notices.tell(
        tx,
        { office: { level: office, regionCode: regionCode ?? '', township: null } },
        {
          kind: 'appeal',
          title: '收到申诉',
          body: `请在 ${days} 天内复核；原决定人不能办理。`,
          link: `/administration/appeals?id=${id}`,
        },
      );
  }

  private async decidedNews(tx: Tx, caller: Caller, id: string, { supplierId }: Locked, body: Decision): Promise<void> {
    const words = body.upheld ? '申诉成立' : '维持原决定';
    await this.notices.tell(
      tx,
      { organisationIds: [supplierId] },
      { kind: 'appeal', title: `申诉结果：${words}`, body: body.reason, link: '/supplier/decisions' },
    );
    await this.audit.record(tx, {
      actor: auditActor(caller),
      action: 'certification.appeal_decided',
      subjectKind: 'appeal',
      subjectId: id,
      summary: `复核申诉：${words}`,
      address: caller.address,
    });
  }
}

async function decided(tx: Tx, { decidedBy, decidedAt, status }: Locked): Promise<DomainError> {
  const by = await tx.one<{ name: string }>('SELECT name FROM app_user WHERE id = $1', [decidedBy]);
  return new DomainError('already_decided', { by: by?.name ?? null, at: decidedAt?.toISOString() ?? null, status });
}
