import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { trackingNumber } from '@yigou/certification';
import { type AnswerComplaintBody, type ComplaintBody, COMPLAINT_KINDS, writtenNumbers } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { auditOf, type Caller, type Signature } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import {
  claimKey,
  dueInWorkingDays,
  type IdempotencyClaim,
  PersonalData,
  PolicyParameters,
  type Tx,
  UnitOfWork,
} from '@yigou/platform';
import type { z } from 'zod';
import { type Decider, requireDuty } from './decide';
import { hasDuty } from './duties';
import { addComplaint, lockComplaint, type LockedComplaint, moveComplaint } from './move-complaint';
import { SANCTION } from './sanction-status';
import { SanctionSteps } from './sanction-steps';
import { lockSubject } from './sanction-subject';

type Filing = z.output<typeof ComplaintBody>;
type Answer = z.output<typeof AnswerComplaintBody>;

interface Target {
  readonly certificateId: string | null;
  readonly productId: string | null;
  readonly supplierId: string | null;
  readonly regionCode: string | null;
}
/** Complaints, 投诉: anybody files one without an account; the county of the matter answers in time. */
@Injectable()
export class Complaints {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly notices: Notices,
    private readonly evidence: Evidence,
    private readonly sanctions: SanctionSteps,
    private readonly personal: PersonalData,
  ) {}

  /**
   * Gives the number that the complaint is followed by. Who complains is sealed, and no supplier sees their evidence. Throws `validation_failed` when what it
   * is about does not exist.
   */
  file(body: Filing, address: string, claim: IdempotencyClaim): Promise<{ number: string }> {
    const [id, number] = [newId(), trackingNumber('TS')];
    return this.uow.runOnce(claim, async (tx) => {
      const target = await targetOf(tx, body);
      const days = await new PolicyParameters(tx).get('complaint.answer_days', target.regionCode ?? '');
      const evidence = await this.evidence.attachClaimed(tx, body.evidence, {
        supplierId: null,
        regionCode: target.regionCode,
      });
      const sealed = (words: string) => (words === '' ? null : this.personal.seal(words, id));
      await addComplaint(tx, {
        ...target,
        id,
        number,
        kind: body.kind,
        nameSealed: sealed(body.name),
        contactSealed: sealed(body.contact),
        content: body.content,
        evidence,
        dueAt: await dueInWorkingDays(tx, days),
      });
      await this.notices.tell(
        tx,
        {
          office: {
            level: target.regionCode ? 'county' : 'national',
            regionCode: target.regionCode ?? '',
            township: null,
          },
        },
        {
          kind: 'complaint',
          title: `收到投诉：${COMPLAINT_KINDS[body.kind]}`,
          body: `投诉 ${number}，请在 ${days} 个工作日内答复。`,
          link: `/administration/complaints?id=${id}`,
        },
      );
      await this.audit.record(tx, {
        actor: null,
        action: 'certification.complaint_filed',
        subjectKind: 'complaint',
        subjectId: id,
        address,
        summary: `收到投诉 ${number}（${COMPLAINT_KINDS[body.kind]}）`,
      });
      return { number };
    });
  }

  /** Begins to investigate. Throws `already_decided` with `details.by`, `at` and `status` when somebody has. */
  async take(caller: Caller, id: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const complaint = await lockComplaint(tx, id);
      const { by } = await requireDuty(tx, caller, 'complaint', complaint);
      await moveComplaint(tx, complaint, { action: 'take', by });
      await this.written(tx, caller, complaint, '开始核查');
    });
  }

  /**
   * Answers a complaint. One that is proven may take the certificate off the shelves in the same transaction (R18); where a decision has done so already, that
   * one stands and no second is made. Throws `already_decided`, `forbidden` for a level that may not suspend, `validation_failed` when there is nothing
   * to suspend.
   */
  async answer(caller: Caller, id: string, body: Answer, claim: IdempotencyClaim): Promise<void> {
    if (body.suspend && !body.founded)
      throw new DomainError('validation_failed', { fields: { suspend: '投诉成立时才能暂停证书。' } });
    await this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, { id });
      if (!first) return;
      const complaint = await lockComplaint(tx, id);
      const { by, level } = await requireDuty(tx, caller, 'complaint', complaint);
      await moveComplaint(tx, complaint, { action: 'answer', by, founded: body.founded, answer: body.answer });
      if (body.suspend && !hasDuty(level, 'suspension')) throw new DomainError('forbidden');
      if (body.suspend) await this.suspend(tx, complaint, { by, level, address: caller.address });
      if (body.founded) await this.tellSupplier(tx, complaint, by);
      await this.written(tx, caller, complaint, body.founded ? '答复：投诉成立' : '答复：投诉不成立');
    });
  }

  private async suspend(
    tx: Tx,
    { id, certificateId }: LockedComplaint,
    { by, level, address }: Decider & { readonly address: string | null },
  ): Promise<void> {
    if (certificateId === null)
      throw new DomainError('validation_failed', { fields: { suspend: '该投诉没有指明证书，无法暂停。' } });
    const subject = await lockSubject(tx, { supplierId: null, certificateId });
    const held = await tx.one(
      "SELECT 1 FROM sanction WHERE certificate_id = $1 AND status = $2 AND kind IN ('suspension', 'withdrawal')",
      [certificateId, SANCTION.initial],
    );
    // What no longer stands on a shelf needs no suspension.
    if (held || (subject.status !== 'valid' && subject.status !== 'suspended')) return;
    // Whoever has the number follows the complaint: it stands nowhere but with who filed it, and in the offices.
    const reason = '投诉核查成立';
    await this.sanctions.impose(tx, subject, {
      kind: 'suspension',
      by,
      level,
      reason,
      endsAt: null,
      complaintId: id,
      address,
    });
  }

  private async tellSupplier(tx: Tx, { supplierId }: LockedComplaint, by: Signature): Promise<void> {
    if (supplierId === null) return;
    await this.notices.tell(
      tx,
      { organisationIds: [supplierId] },
      {
        kind: 'complaint',
        title: '投诉核查成立',
        body: `一件投诉经${by.seat}核查成立，请及时整改。`,
        link: '/supplier/decisions',
      },
    );
  }

  private async written(tx: Tx, caller: Caller, { id, number }: LockedComplaint, words: string): Promise<void> {
    await this.audit.record(tx, {
      ...auditOf(caller),
      action: 'certification.complaint_moved',
      subjectKind: 'complaint',
      subjectId: id,
      summary: `投诉 ${number} ${words}`,
    });
  }
}

/** What a complaint is about, from the most exact thing that it names. */
async function targetOf(tx: Tx, { certificateNumber, productId, regionCode }: Filing): Promise<Target> {
  const certificate = certificateNumber
    ? await tx.one<Target>(
        `SELECT id AS "certificateId", NULL::uuid AS "productId", supplier_id AS "supplierId", region_code AS "regionCode"
         FROM certificate WHERE number = ANY($1) ORDER BY array_position($1, number) LIMIT 1`,
        [writtenNumbers(certificateNumber)],
      )
    : null;
  if (certificate === undefined) throw unknown('certificateNumber', '没有这个证书编号，请核对。');
  const product = productId
    ? await tx.one<Target>(
        `SELECT p.certificate_id AS "certificateId", p.id AS "productId", p.supplier_id AS "supplierId",
           coalesce(c.region_code, p.county_code, o.region_code) AS "regionCode"
         FROM product p JOIN organisation o ON o.id = p.supplier_id LEFT JOIN certificate c ON c.id = p.certificate_id
         WHERE p.id = $1 AND p.status <> 'draft'`,
        [productId],
      )
    : null;
  if (product === undefined) throw unknown('productId', '没有这个产品。');
  const named = certificate ?? product;
  if (named) return { ...named, productId: product?.productId ?? null, regionCode: named.regionCode ?? null };
  if (!regionCode) throw unknown('regionCode', '请写明证书编号、产品或所在县。');
  if (!(await tx.one('SELECT 1 FROM region WHERE code = $1', [regionCode])))
    throw unknown('regionCode', '没有这个地区。');
  return { certificateId: null, productId: null, supplierId: null, regionCode };
}

const unknown = (field: string, words: string): DomainError =>
  new DomainError('validation_failed', { fields: { [field]: words } });
