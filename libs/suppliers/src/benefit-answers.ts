import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { AnswerLinkBody, BenefitMechanism, LinkStatus, RouteResponse } from '@yigou/contracts';
import { LINK_STATUSES } from '@yigou/contracts';
import { Households, Mandates, recordMandateAct } from '@yigou/households';
import { auditOf, type Caller, inPerson } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { type Queryable, type Tx, UnitOfWork } from '@yigou/platform';
import type { z } from 'zod';

type View = RouteResponse<'getMandateHousehold'>;
type Answer = z.infer<typeof AnswerLinkBody>;
interface Link {
  readonly id: string;
  readonly supplierName: string;
  readonly mechanism: BenefitMechanism;
  readonly description: string;
  readonly yearlyFen: number | null;
  readonly status: LinkStatus;
  readonly linkedAt: Date;
}

/** What a household says, through its helper, of those who say that they carry it. */
@Injectable()
export class BenefitAnswers {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly notices: Notices,
    private readonly mandates: Mandates,
    private readonly households: Households,
  ) {}

  /** Throws `not_found` for another's mandate and `mandate_invalid` when it has ended. */
  household({ actor }: Caller, mandateId: string): Promise<View> {
    return this.uow.run(async (tx) => {
      const { householdId } = await this.mandates.requireLive(tx, mandateId, actor.userId);
      return this.view(tx, householdId);
    });
  }

  /**
   * Confirms or disputes a link, once; the log that the household can read keeps it. Throws `not_found`, `mandate_invalid`, `already_decided`, and
   * `conflict_of_interest` when the helper belongs to the supplier.
   */
  answer(by: Caller, ids: { mandateId: string; linkId: string }, body: Answer): Promise<View> {
    const { actor } = by;
    return this.uow.run(async (tx) => {
      const { householdId } = await this.mandates.requireLive(tx, ids.mandateId, actor.userId);
      await tx.query('SELECT FROM benefit_link WHERE id = $1 FOR UPDATE', [ids.linkId]);
      const link = await tx.one<{ status: LinkStatus; supplierId: string; supplierName: string; own: boolean }>(
        `SELECT l.status, m.supplier_id AS "supplierId", o.name AS "supplierName",
           EXISTS (SELECT FROM membership s WHERE s.user_id = $3 AND s.organisation_id = m.supplier_id) AS own
         FROM benefit_link l JOIN benefit_mechanism m ON m.id = l.mechanism_id JOIN organisation o ON o.id = m.supplier_id
         WHERE l.id = $1 AND l.household_id = $2 AND l.ended_at IS NULL`,
        [ids.linkId, householdId, actor.userId],
      );
      if (!link) throw new DomainError('not_found');
      if (link.own) throw new DomainError('conflict_of_interest');
      if (link.status !== 'declared') throw new DomainError('already_decided', { status: link.status });
      await tx.query('UPDATE benefit_link SET status = $2, note = $3, answered_at = clock_timestamp() WHERE id = $1', [
        ids.linkId,
        body.answer,
        body.note,
      ]);
      await this.write(tx, by, ids, body, link);
      return this.view(tx, householdId);
    });
  }

  private async write(
    tx: Tx,
    by: Caller,
    ids: { mandateId: string; linkId: string },
    { answer }: Answer,
    link: { supplierId: string; supplierName: string },
  ): Promise<void> {
    const summary = `${LINK_STATUSES[answer]}：${link.supplierName}`;
    await recordMandateAct(tx, {
      mandateId: ids.mandateId,
      actor: by.actor,
      act: 'certification.link_answered',
      summary,
    });
    await this.notices.tell(
      tx,
      { organisationIds: [link.supplierId] },
      {
        kind: 'household',
        title: answer === 'confirmed' ? '一户已确认带动关系' : '一户对带动关系有异议',
        body: '请在“带贫机制”中查看。',
        link: '/supplier/mechanisms',
      },
    );
    await this.audit.record(tx, {
      ...auditOf(inPerson(by)),
      action: 'certification.link_answered',
      subjectKind: 'benefit_link',
      subjectId: ids.linkId,
      summary,
      data: { mandateId: ids.mandateId, answer },
    });
  }

  private async view(db: Queryable, householdId: string): Promise<View> {
    const household = await this.households.view(householdId, db);
    if (!household) throw new DomainError('not_found');
    const links = await db.query<Link>(
      `SELECT l.id, o.name AS "supplierName", m.kind AS mechanism, m.description, m.yearly_fen AS "yearlyFen", l.status, l.linked_at AS "linkedAt"
       FROM benefit_link l JOIN benefit_mechanism m ON m.id = l.mechanism_id JOIN organisation o ON o.id = m.supplier_id
       WHERE l.household_id = $1 AND l.ended_at IS NULL ORDER BY l.id`,
      [householdId],
    );
    return { household, links: links.map((link) => ({ ...link, linkedAt: link.linkedAt.toISOString() })) };
  }
}
