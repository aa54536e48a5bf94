import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { PROCUREMENT_AUDIT_ACTIONS, SHARE_FINDINGS, type ShareFinding } from '@yigou/contracts';
import { auditOf, type Caller, holdSeat, type SeatedCaller, type SeatRule } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { MARKET_TODAY, marketDay, type Tx, UnitOfWork } from '@yigou/platform';
import { FILING } from './filing-status';
import { beginFiling, type LockedFiling, lockFiling, moveFilings } from './move-filings';
import { reservedFen, shareProblems, type ShareStatement } from './reserved-share';
import { requireAdmitted } from '../units/admitted';
import { ShareRulesOf } from './share-rules';

/** What the form of a year holds. */
export interface FilingContent extends ShareStatement {
  /** 工会采购需求, in fen; null: none. */
  readonly unionDemandFen: number | null;
  readonly contactName: string;
  readonly contactPhone: string;
  /** Why the year is changed; wanted from the second version on. */
  readonly changeReason: string;
}

/** A unit's year as its members make it: begin, write, file, take back, drop. A change during the year is a new version beside the one in force. */
@Injectable()
export class ShareFilings {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly rules: ShareRulesOf,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Begins the year's first version, or the next one while one is in force; answers its id. The version that is open already is given again.
   * Throws `forbidden`, `not_found` for an organisation that is no unit, `unit_ended`, `unit_not_admitted` (R21), and `filing_year_out_of_range` for a year that is neither this one nor
   * next to it.
   */
  async begin(caller: Caller, year: number): Promise<string> {
    if (Math.abs(year - Number(marketDay(new Date()).slice(0, 4))) > 1)
      throw new DomainError('filing_year_out_of_range', { year });
    return this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, FILER);
      const unitId = by.seat.organisationId;
      const unit = await tx.one<{ ended: boolean }>(
        `SELECT ends_on <= ${MARKET_TODAY} AS ended FROM budget_unit WHERE organisation_id = $1 FOR UPDATE`,
        [unitId],
      );
      if (!unit) throw new DomainError('not_found');
      if (unit.ended) throw new DomainError('unit_ended');
      await requireAdmitted(tx, unitId);
      const open = await tx.one<{ id: string }>(
        `SELECT id FROM share_filing WHERE unit_id = $1 AND year = $2 AND status IN ('draft', 'submitted', 'reviewed', 'returned')`,
        [unitId, year],
      );
      return open?.id ?? beginFiling(tx, { unitId, year, userId: by.actor.userId });
    });
  }

  /** Writes a version that is being made. Throws `not_found`, `filing_closed`, `version_conflict`, and `filing_invalid` for who it names. */
  async save(caller: Caller, id: string, content: FilingContent, lockVersion: number): Promise<void> {
    await this.uow.run(async (tx) => {
      const { filing } = await this.own(tx, caller, id);
      if (!FILING.can(filing.status, 'file')) throw new DomainError('filing_closed', { status: filing.status });
      if (filing.lockVersion !== lockVersion) throw new DomainError('version_conflict');
      await this.requireNamed(tx, filing, content);
      await tx.query(
        `UPDATE share_filing SET canteen = $2, canteen_total_fen = $3, ratio_bp = $4, reserved_fen = $5, shared_with_id = $6, operator_id = $7,
           union_demand_fen = $8, remark = $9, contact_name = $10, contact_phone = $11, change_reason = $12, lock_version = lock_version + 1 WHERE id = $1`,
        [
          id,
          content.canteen,
          content.canteenTotalFen,
          content.ratioBp,
          reservedFen(content),
          content.canteen === 'shared' ? content.sharedWithId : null,
          content.canteen === 'contracted' ? content.operatorId : null,
          content.unionDemandFen,
          content.remark,
          content.contactName,
          content.contactPhone,
          content.changeReason,
        ],
      );
    });
  }

  /**
   * Files a version: to the unit above, or to finance at once where there is none. Throws `filing_invalid` with the sentence at each field, `filing_closed`,
   * and `filing_reason_needed` for a change that does not say why.
   */
  async file(caller: Caller, id: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const { by, filing } = await this.own(tx, caller, id);
      const rules = await this.rules.of(tx, filing.unitId, filing.year);
      const problems = shareProblems(filing, rules).filter(({ stops }) => stops);
      if (problems.length > 0) throw invalid(problems.map(({ field, finding }) => [field, finding]));
      const above = await tx.one<{ supervised: boolean; reason: string }>(
        `SELECT EXISTS (SELECT FROM budget_unit_path WHERE unit_id = $2 AND depth > 0 AND valid_from <= ${MARKET_TODAY} AND ${MARKET_TODAY} < valid_to) AS supervised,
           change_reason AS reason FROM share_filing WHERE id = $1`,
        [id, filing.unitId],
      );
      if (filing.version > 1 && above?.reason.trim() === '') throw new DomainError('filing_reason_needed');
      const dueOn = await this.rules.dueOn(above?.supervised ? 'review' : 'confirm', filing.year, rules.regionCode);
      await moveFilings(tx, [filing], {
        action: 'file',
        to: above?.supervised ? 'submitted' : 'reviewed',
        by: doer(by),
        dueOn: new Map([[id, dueOn]]),
        minimumBp: rules.grantedBp ?? rules.minimumBp,
      });
      await noteShares(this.audit, tx, by, [filing], 'procurement.share_filed');
    });
  }

  /** Takes a filed version back to write on it, while nobody above has looked. Throws `filing_closed`. */
  async withdraw(caller: Caller, id: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const { by, filing } = await this.own(tx, caller, id);
      await moveFilings(tx, [filing], { action: 'withdraw', by: doer(by) });
    });
  }

  /** Drops a version that is being made; the one in force goes on. Throws `filing_closed`. */
  async discard(caller: Caller, id: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const { by, filing } = await this.own(tx, caller, id);
      await moveFilings(tx, [filing], { action: 'discard', by: doer(by) });
    });
  }

  private async own(tx: Tx, caller: Caller, id: string): Promise<{ by: SeatedCaller; filing: LockedFiling }> {
    const by = await holdSeat(tx, caller, FILER);
    const filing = await lockFiling(tx, id);
    if (filing.unitId !== by.seat.organisationId) throw new DomainError('not_found');
    return { by, filing };
  }

  /** Whom the statement names: a unit that files for itself (R5: exactly one filer), a company that is there. */
  private async requireNamed(
    tx: Tx,
    { unitId, year }: LockedFiling,
    { canteen, sharedWithId, operatorId }: FilingContent,
  ): Promise<void> {
    const [found] = await tx.query<{ filer: boolean; operator: boolean }>(
      `SELECT EXISTS (SELECT FROM budget_unit u WHERE u.organisation_id = $1 AND u.organisation_id <> $3
           AND NOT EXISTS (SELECT FROM share_filing f WHERE f.unit_id = u.organisation_id AND f.year = $4 AND f.canteen = 'shared'
             AND f.status NOT IN ('discarded', 'superseded'))) AS filer,
         EXISTS (SELECT FROM organisation WHERE id = $2 AND kind = 'company') AS operator`,
      [sharedWithId, operatorId, unitId, year],
    );
    const wrong: (readonly [string, ShareFinding])[] = [];
    if (canteen === 'shared' && sharedWithId !== null && !found?.filer)
      wrong.push(['sharedWithId', 'shared_with_unknown']);
    if (canteen === 'contracted' && operatorId !== null && !found?.operator)
      wrong.push(['operatorId', 'operator_unknown']);
    if (wrong.length > 0) throw invalid(wrong);
  }
}

/** Who writes and files for a unit: its manager (§1), whatever duties clerks have. */
export const FILER: SeatRule = { kind: 'agency', roles: ['manager'] };

export const doer = ({ actor, seat }: SeatedCaller) => ({ userId: actor.userId, organisationId: seat.organisationId });

const invalid = (wrong: readonly (readonly [string, ShareFinding])[]): DomainError =>
  new DomainError('filing_invalid', {
    fields: Object.fromEntries(wrong.map(([field, finding]) => [field, SHARE_FINDINGS[finding]])),
  });

type ShareAudit = keyof typeof PROCUREMENT_AUDIT_ACTIONS & `procurement.share_${string}`;

/** One entry for the whole act. */
export function noteShares(
  audit: AuditLog,
  tx: Tx,
  by: SeatedCaller,
  filings: readonly LockedFiling[],
  action: ShareAudit,
): Promise<void> {
  const data = filings.map(({ id, unitId, year, version, reservedFen: fen }) => ({ id, unitId, year, version, fen }));
  return audit.record(tx, {
    ...auditOf(by),
    action,
    subjectKind: 'share_filing',
    subjectId: filings[0]?.id ?? by.seat.organisationId,
    summary: `${PROCUREMENT_AUDIT_ACTIONS[action]}（${filings.length} 份）`,
    data: { filings: data },
  });
}
