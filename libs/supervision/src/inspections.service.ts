import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import {
  INSPECTION_RESULTS,
  type InspectionStatus,
  type RecordInspectionBody,
  type RectificationBody,
  type SupplierStatus,
} from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { auditOf, type Caller, holdSeat, type Signature } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { claimKey, type IdempotencyClaim, type Tx, UnitOfWork } from '@yigou/platform';
import type { z } from 'zod';
import { moveSupplier } from '@yigou/suppliers';
import { requireDuty } from './decide';
import { INSPECTION } from './inspection-status';
import { endOfDay } from './market-date';
import { lockInspection, type LockedInspection, recordLook, reportPutRight } from './move-inspection';

type Finding = z.output<typeof RecordInspectionBody>;
type Report = z.output<typeof RectificationBody>;

/** Inspections, 抽查: quality, price, origin, sales (R18); what is wrong is put right and looked at again. */
@Injectable()
export class Inspections {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly notices: Notices,
    private readonly evidence: Evidence,
  ) {}

  /**
   * Records what was found. `rectify` puts the supplier under rectification (整改) until a later look passes; `failed` ends the inspection and decides nothing
   * about the certificate. Throws `illegal_transition` with `details.status`, `validation_failed` without a day to put it right by.
   */
  async record(caller: Caller, id: string, body: Finding, claim: IdempotencyClaim): Promise<void> {
    if ((body.result === 'rectify') !== (body.rectifyBy !== null))
      throw new DomainError('validation_failed', { fields: { rectifyBy: '责令整改须写明整改期限，其他结果不写。' } });
    await this.uow.run(async (tx) => {
      const { first } = await claimKey(tx, claim, { id });
      if (!first) return;
      const inspection = await lockInspection(tx, id);
      const { by } = await requireDuty(tx, caller, 'inspection', inspection);
      if (body.rectifyBy !== null) await endOfDay(tx, body.rectifyBy, 'rectifyBy');
      await this.evidence.attach(tx, body.evidenceIds, caller.actor.userId, inspection);
      await recordLook(tx, inspection, body, by);
      await followUp(tx, inspection, body, by);
      await this.recorded(tx, caller, inspection, body);
    });
  }

  /** A supplier says what it has put right. Throws `not_found` for another's, `illegal_transition` when nothing is asked for. */
  async report(caller: Caller, id: string, body: Report): Promise<void> {
    await this.uow.run(async (tx) => {
      const inspection = await lockInspection(tx, id);
      const { seat, actor } = await holdSeat(tx, caller, { kind: 'supplier' });
      // What is still to come is not announced to the supplier.
      if (inspection.supplierId !== seat.organisationId || inspection.status === INSPECTION.initial)
        throw new DomainError('not_found');
      const by = { userId: actor.userId, name: actor.name, seat: seat.organisationName };
      await reportPutRight(tx, inspection, body, by);
      await this.evidence.attach(tx, body.evidenceIds, actor.userId, inspection);
      const { regionCode, number } = inspection;
      await this.notices.tell(
        tx,
        { office: { level: regionCode ? 'county' : 'national', regionCode: regionCode ?? '', township: null } },
        {
          kind: 'inspection',
          title: `整改待复核：${number}`,
          body: `抽查 ${number} 的整改情况已报告，请复核。`,
          link: `/administration/inspections?id=${id}`,
        },
      );
      await this.audit.record(tx, {
        ...auditOf(caller),
        action: 'certification.inspection_recorded',
        subjectKind: 'inspection',
        subjectId: id,
        summary: `报告抽查 ${number} 的整改情况`,
      });
    });
  }

  private async recorded(tx: Tx, caller: Caller, { id, number, supplierId, status }: LockedInspection, body: Finding) {
    const words = `抽查 ${number}：${INSPECTION_RESULTS[body.result]}`;
    await this.notices.tell(
      tx,
      { organisationIds: [supplierId] },
      {
        kind: 'inspection',
        title: words,
        body: body.rectifyBy === null ? body.findings : `请在 ${body.rectifyBy} 前整改并报告。${body.findings}`,
        link: `/supplier/inspections?id=${id}`,
      },
    );
    await this.audit.record(tx, {
      ...auditOf(caller),
      action: 'certification.inspection_recorded',
      summary: words,
      subjectKind: 'inspection',
      subjectId: id,
      // The row keeps the last look; the trail keeps each of them.
      data: {
        from: status,
        result: body.result,
        items: body.items,
        findings: body.findings,
        rectifyBy: body.rectifyBy,
      },
    });
  }
}

/** Between a look that found something and the look that ends it. */
const UNDER_RECTIFICATION: readonly InspectionStatus[] = ['rectifying', 'rectified'];

/** What a look means for the supplier; one that is frozen or gone stays so. */
async function followUp(
  tx: Tx,
  { id, supplierId, number }: LockedInspection,
  { result }: Finding,
  by: Signature,
): Promise<void> {
  if (result === 'failed') return;
  await tx.query('SELECT 1 FROM supplier_file WHERE supplier_id = $1 FOR UPDATE', [supplierId]);
  const file = await tx.one<{ status: SupplierStatus; open: boolean }>(
    `SELECT f.status, EXISTS (SELECT FROM inspection i WHERE i.supplier_id = f.supplier_id AND i.id <> $2
       AND i.status = ANY($3)) AS open FROM supplier_file f WHERE f.supplier_id = $1`,
    [supplierId, id, UNDER_RECTIFICATION],
  );
  const reason = `抽查 ${number}`;
  if (result === 'rectify' && file?.status === 'admitted')
    await moveSupplier(tx, { supplierId, action: 'order_rectification', by, reason });
  // Several things may have to be put right: the last of them ends it.
  if (result === 'passed' && file?.status === 'rectifying' && !file.open)
    await moveSupplier(tx, { supplierId, action: 'accept_rectification', by, reason });
}
