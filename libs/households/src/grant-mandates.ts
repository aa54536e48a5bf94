import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { type GrantMandateBody, HELPER_TITLES, type RouteResponse } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { auditOf, type Caller, covers, holdSeat, seatHelper, unseatHelper } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { type IdempotencyClaim, MARKET_TODAY, startOfMarketDay, type Tx, UnitOfWork } from '@yigou/platform';
import type { z } from 'zod';
import { newMandateCode } from './mandate-code';
import { Mandate as MandateEntity } from './mandate.entity';
import { LIVE_MANDATE, Mandates } from './mandates.queries';

type Mandate = RouteResponse<'grantMandate'>;
type Grant = z.infer<typeof GrantMandateBody>;
interface Subject {
  readonly regionCode: string;
  readonly township: string | null;
}

/** Records consents: somebody may act for a household or a supplier that cannot use the web (domain §5, S41). */
@Injectable()
export class GrantMandates {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly evidence: Evidence,
    private readonly notices: Notices,
    private readonly mandates: Mandates,
  ) {}

  /**
   * For a supplier the helper becomes a clerk until the mandate ends; a place of their own is left as it is. Throws `not_found` for a subject outside the
   * jurisdiction, `conflict_of_interest` (the helper grants it to themselves, or stands on the other side), and `validation_failed`.
   */
  async grant(by: Caller, body: Grant, claim: IdempotencyClaim): Promise<Mandate> {
    const id = await this.uow.runOnce(claim, async (tx) => {
      const subject = await lockSubject(tx, body.subject);
      const { seat } = await holdSeat(tx, by, { kind: 'administration' });
      if (!subject || !covers(seat, subject)) throw new DomainError('not_found');
      const helperId = await findHelper(tx, body);
      if (helperId === by.actor.userId || (await hasConflict(tx, helperId, by.actor.userId, body.subject)))
        throw new DomainError('conflict_of_interest');
      const made = await this.insert(tx, by, body, { ...subject, helperId });
      if (body.subject.kind === 'supplier') await seatUntilItEnds(tx, helperId, body.subject.id, made);
      await this.tellAndRecord(tx, by, body, made);
      return made;
    });
    return this.mandates.get(id);
  }

  /** Ends a mandate and the place that rests on it. Throws `not_found` outside the jurisdiction and `illegal_transition` when it has ended. */
  async revoke(by: Caller, id: string, reason: string): Promise<Mandate> {
    await this.uow.run(async (tx) => {
      await tx.query('SELECT FROM mandate WHERE id = $1 FOR UPDATE', [id]);
      const { seat } = await holdSeat(tx, by, { kind: 'administration' });
      const mandate = await tx.one<Subject & { helperId: string; supplierId: string | null; live: boolean }>(
        `SELECT d.region_code AS "regionCode", coalesce(h.township, f.township) AS township, d.helper_id AS "helperId",
           d.supplier_id AS "supplierId", ${LIVE_MANDATE} AS live
         FROM mandate d LEFT JOIN household h ON h.id = d.household_id LEFT JOIN supplier_site f ON f.supplier_id = d.supplier_id
         WHERE d.id = $1`,
        [id],
      );
      if (!mandate || !covers(seat, mandate)) throw new DomainError('not_found');
      if (!mandate.live) throw new DomainError('illegal_transition', { status: 'ended' });
      await tx.query('UPDATE mandate SET revoked_at = clock_timestamp(), revoked_reason = $2 WHERE id = $1', [
        id,
        reason,
      ]);
      await unseatHelper(tx, mandate.helperId, id);
      const title = '代办授权已撤销';
      const audience = { userIds: [mandate.helperId], organisationIds: mandate.supplierId ? [mandate.supplierId] : [] };
      await this.notices.tell(tx, audience, { kind: 'household', title, body: reason, link: null });
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'households.mandate_revoked',
        subjectKind: 'mandate',
        subjectId: id,
        summary: '撤销代办授权',
        data: { reason },
      });
    });
    return this.mandates.get(id);
  }

  private async insert(tx: Tx, by: Caller, body: Grant, to: Subject & { helperId: string }): Promise<string> {
    const { kind, id: subjectId } = body.subject;
    await this.evidence.attach(tx, [body.consentEvidenceId], by.actor.userId, {
      supplierId: kind === 'supplier' ? subjectId : null,
      regionCode: to.regionCode,
    });
    const id = newId();
    await tx.manager.insert(MandateEntity, {
      id,
      code: newMandateCode(),
      helperId: to.helperId,
      title: body.title,
      householdId: kind === 'household' ? subjectId : null,
      supplierId: kind === 'supplier' ? subjectId : null,
      regionCode: to.regionCode,
      consentEvidenceId: body.consentEvidenceId,
      consentNote: body.consentNote,
      grantedBy: by.actor.userId,
      endsOn: body.endsOn,
    });
    return id;
  }

  private async tellAndRecord(tx: Tx, by: Caller, body: Grant, id: string): Promise<void> {
    if (body.subject.kind === 'supplier') {
      await this.notices.tell(
        tx,
        { organisationIds: [body.subject.id] },
        {
          kind: 'household',
          title: '已登记代办授权',
          body: `${HELPER_TITLES[body.title]}可代本单位办理，至 ${body.endsOn} 止；代办记录可在“主体档案”中查看。`,
          link: '/supplier/file',
        },
      );
    }
    await this.audit.record(tx, {
      ...auditOf(by),
      action: 'households.mandate_granted',
      subjectKind: 'mandate',
      subjectId: id,
      summary: `登记代办授权，至 ${body.endsOn}`,
      data: { subject: body.subject, title: body.title },
    });
  }
}

/** Locks whom the mandate is for, so that two grants do not cross. */
async function lockSubject(tx: Tx, { kind, id }: Grant['subject']): Promise<Subject | undefined> {
  return tx.one<Subject>(
    kind === 'supplier'
      ? 'SELECT region_code AS "regionCode", township FROM supplier_site WHERE supplier_id = $1 FOR UPDATE'
      : 'SELECT region_code AS "regionCode", township FROM household WHERE id = $1 FOR UPDATE',
    [id],
  );
}

async function findHelper(tx: Tx, { helperLogin, subject, endsOn }: Grant): Promise<string> {
  const helper = await tx.one<{ id: string; verified: boolean; over: boolean; granted: boolean }>(
    `SELECT u.id, u.login_verified_at IS NOT NULL AS verified, $2::date < ${MARKET_TODAY} AS over,
       EXISTS (SELECT FROM mandate d WHERE d.helper_id = u.id AND $3::uuid IN (d.household_id, d.supplier_id) AND ${LIVE_MANDATE}) AS granted
     FROM app_user u WHERE u.login = $1 AND u.disabled_at IS NULL`,
    [helperLogin, endsOn, subject.id],
  );
  if (!helper) throw invalid('helperLogin', '没有这个账号，请对方先注册');
  if (!helper.verified)
    throw invalid('helperLogin', '对方尚未验证手机号或邮箱，请其先登录商城，在“我的账号”中完成验证');
  if (helper.over) throw invalid('endsOn', '截止日期不能早于今天');
  if (helper.granted) throw invalid('helperLogin', '该账号已有有效的代办授权，请先撤销');
  return helper.id;
}

/**
 * A conflict, 回避: whoever grants or would help belongs to the supplier itself, has decided about it, or would speak for a household and for a supplier
 * that says it carries this household.
 */
async function hasConflict(tx: Tx, helperId: string, granterId: string, subject: Grant['subject']): Promise<boolean> {
  const row = await tx.one(
    subject.kind === 'supplier'
      ? `SELECT WHERE EXISTS (SELECT FROM membership WHERE user_id = $3 AND organisation_id = $1)
           OR EXISTS (SELECT FROM supplier_reviewer WHERE supplier_id = $1 AND actor_id = $2)
           OR EXISTS (SELECT FROM mandate d JOIN household_supply l ON l.household_id = d.household_id
             WHERE d.helper_id = $2 AND l.supplier_id = $1 AND ${LIVE_MANDATE})`
      : `SELECT FROM household_supply l JOIN membership s ON s.organisation_id = l.supplier_id
         WHERE l.household_id = $1 AND s.user_id IN ($2, $3) LIMIT 1`,
    [subject.id, helperId, granterId],
  );
  return row !== undefined;
}

/** The helper's place at the supplier, as long as the mandate: to the end of its last day in China. */
async function seatUntilItEnds(tx: Tx, userId: string, organisationId: string, mandateId: string): Promise<void> {
  const ends = await tx.one<{ at: Date }>(
    `SELECT ${startOfMarketDay('ends_on + 1')} AS at FROM mandate WHERE id = $1`,
    [mandateId],
  );
  if (ends) await seatHelper(tx, { userId, organisationId, mandateId, expiresAt: ends.at });
}

const invalid = (field: string, reason: string) =>
  new DomainError('validation_failed', { fields: { [field]: reason } });
