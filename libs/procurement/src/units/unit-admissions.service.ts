import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { RouteInput } from '@yigou/contracts';
import { auditOf, type Caller, holdSeat, type SeatedCaller } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { MARKET_TODAY, marketDay, type Tx, UnitOfWork } from '@yigou/platform';
import { FINANCE, HOLDS, SUPERVISOR } from '../filings/share-reviews.service';
import {
  askAdmission,
  type LockedAdmission,
  lockAdmission,
  lockLatestAdmission,
  moveAdmission,
} from './move-unit-admission';
import { stands } from './admitted';
import { UnitTree } from './unit-tree';

type Decision = RouteInput<'decideUnitAdmission'>['body'];

/** Admission of units (R21): below whom one stands is agreed to by that unit, one above it, or the finance department of the region. */
@Injectable()
export class UnitAdmissions {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly tree: UnitTree,
    private readonly audit: AuditLog,
    private readonly notices: Notices,
  ) {}

  /** Asks, of a unit that is registered in this transaction or stands nowhere. Throws `unit_parent_unknown`, `unit_admission_waiting`. */
  async ask(tx: Tx, by: SeatedCaller, wanted: Omit<LockedAdmission, 'id' | 'status'>): Promise<void> {
    const parent = await tx.one(
      `SELECT 1 FROM budget_unit_place l JOIN budget_unit u ON u.organisation_id = l.unit_id
       WHERE l.unit_id = $1 AND ${HOLDS('l')} AND u.ends_on > ${MARKET_TODAY}`,
      [wanted.parentId],
    );
    if (!parent) throw new DomainError('unit_parent_unknown');
    await askAdmission(tx, wanted, by);
    await this.notices.tellEach(
      tx,
      new Map([[wanted.parentId, `${by.seat.organisationName}申请列为本单位的下级单位，请核对后同意或退回。`]]),
      { kind: 'share', title: '下级单位申请登记', link: '/agency/admissions?status=waiting' },
    );
  }

  /**
   * Asks anew after a refusal or a withdrawal; without a unit above it stands at the top at once. Throws `forbidden` for who does not manage the unit, `not_found`,
   * `unit_exists` for a unit that stands already, and like `ask`.
   */
  async askAgain(caller: Caller, parentId: string | null): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, SUPERVISOR);
      const unitId = by.seat.organisationId;
      const unit = await tx.one<{ regionCode: string }>(
        `SELECT a.region_code AS "regionCode" FROM budget_unit u JOIN unit_admission a ON a.unit_id = u.organisation_id WHERE u.organisation_id = $1
         ORDER BY a.created_at DESC, a.id DESC LIMIT 1 FOR UPDATE OF u`,
        [unitId],
      );
      if (await stands(tx, unitId)) throw new DomainError('unit_exists');
      if (!unit) throw new DomainError('not_found');
      const { regionCode } = unit;
      if (parentId !== null) return this.ask(tx, by, { unitId, parentId, regionCode });
      const open = await tx.one(`SELECT 1 FROM unit_admission WHERE unit_id = $1 AND status = 'waiting'`, [unitId]);
      if (open) throw new DomainError('unit_admission_waiting');
      return this.tree.stand(tx, [{ unitId, parentId, regionCode }], marketDay(new Date()));
    });
  }

  /** Takes the own request back. Throws `forbidden`, `not_found`, `unit_admission_closed` when it was decided meanwhile. */
  async withdraw(caller: Caller): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, SUPERVISOR);
      const admission = await lockLatestAdmission(tx, by.seat.organisationId);
      await moveAdmission(tx, admission, { action: 'withdraw', by });
    });
  }

  /**
   * Of the unit that is named, or of one above it. Accepting puts the unit in its place from today on. Throws `forbidden`, `not_found` for what is named to
   * others, `unit_admission_closed`, and what placing it throws.
   */
  async decideBelow(caller: Caller, id: string, decision: Decision): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, SUPERVISOR);
      const admission = await lockAdmission(tx, id);
      const above = await tx.one(
        `SELECT 1 FROM budget_unit_path p WHERE p.ancestor_id = $1 AND p.unit_id = $2 AND ${HOLDS('p')}`,
        [by.seat.organisationId, admission.parentId],
      );
      if (!above) throw new DomainError('not_found');
      await this.decide(tx, by, admission, decision);
    });
  }

  /** The same for a unit of the finance department's region. */
  async decideRegion(caller: Caller, id: string, decision: Decision): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, FINANCE);
      const admission = await lockAdmission(tx, id);
      if (!admission.regionCode.startsWith(by.seat.regionPrefix)) throw new DomainError('not_found');
      await this.decide(tx, by, admission, decision);
    });
  }

  private async decide(
    tx: Tx,
    by: SeatedCaller,
    admission: LockedAdmission,
    { decision: action, reason }: Decision,
  ): Promise<void> {
    await moveAdmission(tx, admission, { action, by, reason });
    const { unitId, parentId, regionCode } = admission;
    const accepted = action === 'accept';
    if (accepted) await this.tree.stand(tx, [{ unitId, parentId, regionCode }], marketDay(new Date()));
    const { organisationName } = by.seat;
    await this.audit.record(tx, {
      ...auditOf(by),
      action: accepted ? 'procurement.unit_admitted' : 'procurement.unit_refused',
      subjectKind: 'budget_unit',
      subjectId: unitId,
      summary: accepted ? '同意单位列为下级' : `退回单位的下级登记申请：${reason}`,
      data: { admissionId: admission.id, parentId, reason },
    });
    const body = accepted
      ? `${organisationName}已同意本单位的登记申请，可以填报预留份额了。`
      : `${organisationName}退回了本单位的登记申请：${reason}。请核对主管单位后重新申请。`;
    const title = accepted ? '单位登记已通过' : '单位登记被退回';
    await this.notices.tellEach(tx, new Map([[unitId, body]]), { kind: 'share', title, link: '/agency/share' });
  }
}
