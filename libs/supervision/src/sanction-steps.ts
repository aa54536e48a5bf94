import { AuditLog } from '@yigou/audit';
import { moveCertificates } from '@yigou/certification';
import { type ReviewLevel, SANCTION_KINDS, type SanctionKind, SANCTION_STATUSES } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import type { Signature } from '@yigou/identity';
import { DomainError, newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import type { Tx } from '@yigou/platform';
import { moveSupplier } from '@yigou/suppliers';
import { Injectable } from '@nestjs/common';
import { appealUntil } from './appeal-until';
import { requireNotOverturned } from './fresh-eyes';
import { addSanction, type LockedSanction, moveSanction, type SanctionMove } from './move-sanction';
import { settle, type Subject, SUPPLIER_ACTION } from './sanction-subject';

export interface Imposition {
  /** Of the decision; a new one when left out. */
  readonly id?: string;
  readonly kind: SanctionKind;
  readonly by: Signature;
  readonly level: ReviewLevel;
  readonly reason: string;
  /** Null: until it is lifted. */
  readonly endsAt: Date | null;
  readonly evidenceIds?: readonly string[];
  readonly inspectionId?: string | null;
  readonly complaintId?: string | null;
  readonly address?: string | null;
}
export interface Closing extends SanctionMove {
  readonly address?: string | null;
}

/** The steps of decisions against certificates and suppliers, 处理决定, within the transaction of whatever leads to them. */
@Injectable()
export class SanctionSteps {
  constructor(
    private readonly audit: AuditLog,
    private readonly notices: Notices,
    private readonly evidence: Evidence,
  ) {}

  /**
   * Puts a decision on a locked subject into force and moves the subject at once (R18). Gives the decision's id. Throws `illegal_transition` with the
   * subject's status when the same is in force already, or the subject has no such step, and `overturned_same_person` for whose last decision about it an
   * appeal overturned.
   */
  async impose(tx: Tx, subject: Subject, imposition: Imposition): Promise<string> {
    const { id = newId(), kind, by, reason, evidenceIds = [] } = imposition;
    await this.evidence.attach(tx, evidenceIds, by.userId ?? '', subject);
    if (by.userId !== null) await requireNotOverturned(tx, subject, by.userId);
    const { supplierId, certificateId, regionCode } = subject;
    const { level, endsAt, inspectionId = null, complaintId = null } = imposition;
    const appealBy = await appealUntil(tx, regionCode);
    const sanction = {
      id,
      kind,
      supplierId,
      certificateId,
      regionCode,
      reason,
      by,
      level,
      endsAt,
      inspectionId,
      complaintId,
      appealBy,
    };
    if (!(await addSanction(tx, { ...sanction, evidence: evidenceIds })))
      throw new DomainError('illegal_transition', { status: subject.status });
    await this.move(tx, subject, imposition);
    await this.notifySupplier(tx, subject, `${SANCTION_KINDS[kind]}：${subject.label}`, `${by.seat}：${reason}`);
    await this.audit.record(tx, {
      actor: by.userId === null ? null : { userId: by.userId, name: by.name },
      action: 'certification.sanction_imposed',
      subjectKind: 'sanction',
      subjectId: id,
      summary: `${SANCTION_KINDS[kind]}：${subject.label}`,
      address: imposition.address ?? null,
      data: { supplierId, certificateId, endsAt },
    });
    return id;
  }

  /** Ends a locked decision that is in force, and restores its locked subject when nothing else holds it. */
  async close(tx: Tx, subject: Subject, sanction: LockedSanction, closing: Closing): Promise<void> {
    const { by, reason } = closing;
    const status = await moveSanction(tx, sanction, closing);
    await settle(tx, sanction, by, reason);
    const words = `${SANCTION_KINDS[sanction.kind]}${SANCTION_STATUSES[status]}：${subject.label}`;
    await this.notifySupplier(tx, subject, words, `${by.seat}：${reason}`);
    await this.audit.record(tx, {
      actor: by.userId === null ? null : { userId: by.userId, name: by.name },
      action: 'certification.sanction_lifted',
      subjectKind: 'sanction',
      subjectId: sanction.id,
      summary: words,
      address: closing.address ?? null,
      data: { status },
    });
  }

  private async move(tx: Tx, subject: Subject, { kind, by, reason, evidenceIds = [] }: Imposition): Promise<void> {
    if (kind === 'suspension') {
      // Off the shelves already by a change review: the decision holds it there when the review has ended.
      if (subject.status === 'suspended') return;
      await moveCertificates(tx, [subject.certificateId ?? ''], { action: 'suspend', by, reason });
    } else if (kind === 'withdrawal')
      await moveCertificates(tx, [subject.certificateId ?? ''], { action: 'withdraw', by, reason });
    else {
      const { supplierId } = subject;
      await moveSupplier(tx, { supplierId, action: SUPPLIER_ACTION[kind], by, reason, evidence: evidenceIds });
    }
  }

  private async notifySupplier(tx: Tx, subject: Subject, title: string, body: string): Promise<void> {
    await this.notices.tell(
      tx,
      { organisationIds: [subject.supplierId] },
      { kind: 'sanction', title, body, link: '/supplier/decisions' },
    );
  }
}
