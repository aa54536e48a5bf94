import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import {
  INSPECTION_RESULTS,
  type InspectionResult,
  type InspectionStatus,
  type RecordInspectionBody,
  type RectificationBody,
  type SupplierStatus,
} from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { type Actor, requireMembership } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { claimKey, type IdempotencyClaim, type Tx, UnitOfWork } from '@yigou/platform';
import type { z } from 'zod';
import { type Doer, moveSupplier } from '@yigou/suppliers';
import { auditActor, type Caller, type Matter, requireDuty } from './decide';
import { endOfDay } from './market-date';

type Finding = z.output<typeof RecordInspectionBody>;
type Report = z.output<typeof RectificationBody>;

/** Where each result leads; a look is taken at what was ordered, and a second one at what was put right. */
const RESULT_OF: Readonly<Record<InspectionResult, InspectionStatus>> = {
  passed: 'passed',
  rectify: 'rectifying',
  failed: 'failed',
};
export const RECORDABLE: readonly InspectionStatus[] = ['ordered', 'rectified'];

interface Locked extends Matter {
  readonly id: string;
  readonly number: string;
  readonly status: InspectionStatus;
  readonly supplierId: string;
}

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
      const inspection = await lock(tx, id);
      const { doer } = await requireDuty(tx, caller.actor, 'inspection', inspection);
      if (!RECORDABLE.includes(inspection.status))
        throw new DomainError('illegal_transition', { status: inspection.status });
      if (body.rectifyBy !== null) await endOfDay(tx, body.rectifyBy, 'rectifyBy');
      await this.evidence.attach(tx, body.evidenceIds, caller.actor.userId, inspection);
      await tx.query(
        `UPDATE inspection SET status = $2, items = $3, findings = $4, evidence = $5, recorded_by = $6, recorded_by_name = $7,
           recorded_at = clock_timestamp(), rectify_by = coalesce($8::date, rectify_by) WHERE id = $1`,
        [
          id,
          RESULT_OF[body.result],
          JSON.stringify(body.items),
          body.findings,
          body.evidenceIds,
          doer.userId,
          `${doer.name}（${doer.seat}）`,
          body.rectifyBy,
        ],
      );
      await followUp(tx, inspection, body, doer);
      await this.recorded(tx, caller, inspection, body);
    });
  }

  /** A supplier says what it has put right. Throws `not_found` for another's, `illegal_transition` when nothing is asked for. */
  async report(actor: Actor, id: string, body: Report, address: string): Promise<void> {
    const { organisationId } = requireMembership(actor, 'supplier');
    await this.uow.run(async (tx) => {
      const inspection = await lock(tx, id);
      if (inspection.supplierId !== organisationId || inspection.status === 'ordered')
        throw new DomainError('not_found');
      if (inspection.status !== 'rectifying')
        throw new DomainError('illegal_transition', { status: inspection.status });
      await this.evidence.attach(tx, body.evidenceIds, actor.userId, inspection);
      await tx.query(
        `UPDATE inspection SET status = 'rectified', rectification = $2, rectification_evidence = $3, rectified_at = clock_timestamp()
         WHERE id = $1`,
        [id, body.report, body.evidenceIds],
      );
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
        actor: { userId: actor.userId, name: actor.name, organisationId },
        address,
        action: 'certification.inspection_recorded',
        subjectKind: 'inspection',
        subjectId: id,
        summary: `报告抽查 ${number} 的整改情况`,
      });
    });
  }

  private async recorded(tx: Tx, caller: Caller, { id, number, supplierId, status }: Locked, body: Finding) {
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
      actor: auditActor(caller),
      action: 'certification.inspection_recorded',
      summary: words,
      subjectKind: 'inspection',
      subjectId: id,
      address: caller.address,
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

async function lock(tx: Tx, id: string): Promise<Locked> {
  const inspection = await tx.one<Locked>(
    `SELECT v.id, v.number, v.status, v.supplier_id AS "supplierId", v.region_code AS "regionCode",
       (SELECT f.township FROM supplier_file f WHERE f.supplier_id = v.supplier_id) AS township
     FROM inspection v WHERE v.id = $1 FOR UPDATE OF v`,
    [id],
  );
  if (!inspection) throw new DomainError('not_found');
  return inspection;
}

/** What a look means for the supplier; one that is frozen or gone stays so. */
async function followUp(tx: Tx, { id, supplierId, number }: Locked, { result }: Finding, doer: Doer): Promise<void> {
  if (result === 'failed') return;
  await tx.query('SELECT 1 FROM supplier_file WHERE supplier_id = $1 FOR UPDATE', [supplierId]);
  const file = await tx.one<{ status: SupplierStatus; open: boolean }>(
    `SELECT f.status, EXISTS (SELECT FROM inspection i WHERE i.supplier_id = f.supplier_id AND i.id <> $2
       AND i.status IN ('rectifying', 'rectified')) AS open FROM supplier_file f WHERE f.supplier_id = $1`,
    [supplierId, id],
  );
  const reason = `抽查 ${number}`;
  if (result === 'rectify' && file?.status === 'admitted')
    await moveSupplier(tx, { supplierId, action: 'order_rectification', doer, reason });
  // Several things may have to be put right: the last of them ends it.
  if (result === 'passed' && file?.status === 'rectifying' && !file.open)
    await moveSupplier(tx, { supplierId, action: 'accept_rectification', doer, reason });
}
