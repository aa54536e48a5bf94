import { AuditLog } from '@yigou/audit';
import { moveCertificates } from '@yigou/certification';
import {
  type ReviewLevel,
  SANCTION_KINDS,
  type SanctionKind,
  SANCTION_STATUSES,
  type SanctionStatus,
} from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { DomainError, newId } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import type { Tx } from '@yigou/platform';
import { type Doer, moveSupplier } from '@yigou/suppliers';
import { Injectable } from '@nestjs/common';
import { settle, type Subject, SUPPLIER_ACTION } from './sanction-subject';

export interface Imposition {
  /** Of the decision; a new one when left out. */
  readonly id?: string;
  readonly kind: SanctionKind;
  readonly doer: Doer;
  readonly level: ReviewLevel;
  readonly reason: string;
  /** Null: until it is lifted. */
  readonly endsAt: Date | null;
  readonly evidenceIds?: readonly string[];
  readonly inspectionId?: string | null;
  readonly complaintId?: string | null;
  readonly address?: string | null;
}
/** A decision under its lock. */
export interface LockedSanction {
  readonly id: string;
  readonly kind: SanctionKind;
  readonly status: SanctionStatus;
  readonly supplierId: string;
  readonly certificateId: string | null;
  readonly level: ReviewLevel;
  readonly decidedBy: string | null;
}
export interface Closing {
  readonly status: Exclude<SanctionStatus, 'in_force'>;
  readonly doer: Doer;
  readonly reason: string;
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
   * subject's status when the same is in force already, or the subject has no such step.
   */
  async impose(tx: Tx, subject: Subject, imposition: Imposition): Promise<string> {
    const { id = newId(), kind, doer, reason, evidenceIds = [] } = imposition;
    await this.evidence.attach(tx, evidenceIds, doer.userId ?? '', subject);
    const rows = await tx.query(
      `INSERT INTO sanction (id, kind, status, supplier_id, certificate_id, region_code, reason, evidence, inspection_id, complaint_id,
         decided_by, decided_by_name, seat, level, ends_at)
       VALUES ($1, $2, 'in_force', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT DO NOTHING RETURNING id`,
      [
        id,
        kind,
        subject.supplierId,
        subject.certificateId,
        subject.regionCode,
        reason,
        [...evidenceIds],
        imposition.inspectionId ?? null,
        imposition.complaintId ?? null,
        doer.userId,
        doer.name,
        doer.seat,
        imposition.level,
        imposition.endsAt,
      ],
    );
    if (rows.length === 0) throw new DomainError('illegal_transition', { status: subject.status });
    await this.move(tx, subject, imposition);
    await this.notifySupplier(tx, subject, `${SANCTION_KINDS[kind]}：${subject.label}`, `${doer.seat}：${reason}`);
    await this.audit.record(tx, {
      actor: doer.userId === null ? null : { userId: doer.userId, name: doer.name },
      action: 'certification.sanction_imposed',
      subjectKind: 'sanction',
      subjectId: id,
      summary: `${SANCTION_KINDS[kind]}：${subject.label}`,
      address: imposition.address ?? null,
      data: { supplierId: subject.supplierId, certificateId: subject.certificateId, endsAt: imposition.endsAt },
    });
    return id;
  }

  /** Ends a locked decision that is in force, and restores its locked subject when nothing else holds it. */
  async close(tx: Tx, subject: Subject, sanction: LockedSanction, closing: Closing): Promise<void> {
    const { status, doer, reason } = closing;
    await tx.query(
      'UPDATE sanction SET status = $2, closed_by = $3, closed_at = clock_timestamp(), closed_reason = $4 WHERE id = $1',
      [sanction.id, status, doer.userId, reason],
    );
    await settle(tx, sanction, doer, reason);
    const words = `${SANCTION_KINDS[sanction.kind]}${SANCTION_STATUSES[status]}：${subject.label}`;
    await this.notifySupplier(tx, subject, words, `${doer.seat}：${reason}`);
    await this.audit.record(tx, {
      actor: doer.userId === null ? null : { userId: doer.userId, name: doer.name },
      action: 'certification.sanction_lifted',
      subjectKind: 'sanction',
      subjectId: sanction.id,
      summary: words,
      address: closing.address ?? null,
      data: { status },
    });
  }

  private async move(tx: Tx, subject: Subject, { kind, doer, reason, evidenceIds = [] }: Imposition): Promise<void> {
    if (kind === 'suspension') {
      // Off the shelves already by a change review: the decision holds it there when the review has ended.
      if (subject.status === 'suspended') return;
      await moveCertificates(tx, [subject.certificateId ?? ''], { action: 'suspend', doer, reason });
    } else if (kind === 'withdrawal')
      await moveCertificates(tx, [subject.certificateId ?? ''], { action: 'withdraw', doer, reason });
    else {
      const { supplierId } = subject;
      await moveSupplier(tx, { supplierId, action: SUPPLIER_ACTION[kind], doer, reason, evidence: evidenceIds });
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

/** Locks a decision whose subject is locked already. Throws `not_found`. */
export async function lockSanction(tx: Tx, id: string): Promise<LockedSanction> {
  const sanction = await tx.one<LockedSanction>(
    `SELECT id, kind, status, supplier_id AS "supplierId", certificate_id AS "certificateId", level, decided_by AS "decidedBy"
     FROM sanction WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (!sanction) throw new DomainError('not_found');
  return sanction;
}
