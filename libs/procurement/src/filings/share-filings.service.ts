import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { type FilingStatus, PROCUREMENT_AUDIT_ACTIONS } from '@yigou/contracts';
import { auditOf, type Caller, holdSeat, type SeatedCaller, type SeatRule } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { MARKET_TODAY, type Tx, UnitOfWork } from '@yigou/platform';
import { FILING } from './filing-status';
import { beginFiling, type LockedFiling, lockFiling, lockFilings, moveFilings } from './move-filings';
import { reservedFen, shareProblems, type ShareStatement } from './reserved-share';
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

/**
 * A unit's year: its manager writes and files the share, a unit above reviews total and ratio (R6), the finance department of the region confirms. A change
 * during the year is a new version beside the one in force.
 */
@Injectable()
export class ShareFilings {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly rules: ShareRulesOf,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Begins the year's first version, or the next one while one is in force; answers its id. The version that is open already is given again.
   * Throws `forbidden`, `not_found` for an organisation that is no unit, `unit_ended`.
   */
  async begin(caller: Caller, year: number): Promise<string> {
    return this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, MANAGER);
      const unitId = by.seat.organisationId;
      const unit = await tx.one<{ ended: boolean }>(
        `SELECT ends_on <= ${MARKET_TODAY} AS ended FROM budget_unit WHERE organisation_id = $1 FOR UPDATE`,
        [unitId],
      );
      if (!unit) throw new DomainError('not_found');
      if (unit.ended) throw new DomainError('unit_ended');
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
   * Files a version: to the unit above, or to finance at once where there is none. Throws `filing_invalid` with the problems at their fields, `filing_closed`,
   * and `filing_reason_needed` for a change that does not say why.
   */
  async file(caller: Caller, id: string): Promise<FilingStatus> {
    return this.uow.run(async (tx) => {
      const { by, filing } = await this.own(tx, caller, id);
      const problems = shareProblems(filing, await this.rules.of(tx, filing.unitId, filing.year)).filter(
        ({ stops }) => stops,
      );
      if (problems.length > 0)
        throw new DomainError('filing_invalid', {
          fields: Object.fromEntries(problems.map(({ field, finding }) => [field, finding])),
        });
      const above = await tx.one<{ supervised: boolean; reason: string }>(
        `SELECT EXISTS (SELECT FROM budget_unit_path WHERE unit_id = $2 AND depth > 0 AND valid_from <= ${MARKET_TODAY} AND ${MARKET_TODAY} < valid_to) AS supervised,
           change_reason AS reason FROM share_filing WHERE id = $1`,
        [id, filing.unitId],
      );
      if (filing.version > 1 && above?.reason.trim() === '') throw new DomainError('filing_reason_needed');
      const to = above?.supervised ? 'submitted' : 'reviewed';
      await moveFilings(tx, [filing], { action: 'file', to, by: doer(by) });
      await this.note(tx, by, [filing], 'procurement.share_filed');
      return to;
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

  /** Passes versions of units below on to finance, all or none. Throws `not_found` for what is not below, `filing_closed`. */
  approve(caller: Caller, ids: readonly string[]): Promise<void> {
    return this.review(caller, ids, 'approve', {});
  }

  /** Sends versions of units below back with what is wrong, by field (R6). */
  returnAsSupervisor(caller: Caller, ids: readonly string[], wrong: Findings): Promise<void> {
    return this.review(caller, ids, 'return', wrong);
  }

  /** Puts versions of the region in force; each replaces the one before it. Throws `not_found` outside the region, `filing_closed`. */
  confirm(caller: Caller, ids: readonly string[]): Promise<void> {
    return this.finance(caller, ids, 'confirm', {});
  }

  /** Sends versions of the region back with what is wrong, by field. */
  returnAsFinance(caller: Caller, ids: readonly string[], wrong: Findings): Promise<void> {
    return this.finance(caller, ids, 'return', wrong);
  }

  private async review(
    caller: Caller,
    ids: readonly string[],
    action: 'approve' | 'return',
    wrong: Partial<Findings>,
  ): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, MANAGER);
      // Where the units stand is read after the locks: one that was moved away meanwhile is somebody else's to review.
      const filings = await this.lockAll(tx, ids);
      const below = await tx.query<{ id: string }>(
        `SELECT p.unit_id AS id FROM budget_unit_path p WHERE p.ancestor_id = $1 AND p.unit_id = ANY($2) AND p.depth > 0
           AND p.valid_from <= ${MARKET_TODAY} AND ${MARKET_TODAY} < p.valid_to`,
        [by.seat.organisationId, filings.map(({ unitId }) => unitId)],
      );
      requireReach(filings, below, 'submitted');
      await moveFilings(tx, filings, { action, by: doer(by), ...wrong });
      await this.note(
        tx,
        by,
        filings,
        action === 'approve' ? 'procurement.share_approved' : 'procurement.share_returned',
      );
    });
  }

  private async finance(
    caller: Caller,
    ids: readonly string[],
    action: 'confirm' | 'return',
    wrong: Partial<Findings>,
  ): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, FINANCE);
      const filings = await this.lockAll(tx, ids);
      const inRegion = await tx.query<{ id: string }>(
        `SELECT p.unit_id AS id FROM budget_unit_place p WHERE p.unit_id = ANY($1) AND p.region_code LIKE $2
           AND p.valid_from <= ${MARKET_TODAY} AND ${MARKET_TODAY} < p.valid_to`,
        [filings.map(({ unitId }) => unitId), `${by.seat.regionPrefix}%`],
      );
      requireReach(filings, inRegion, 'reviewed');
      if (action === 'confirm') await this.supersede(tx, by, filings);
      await moveFilings(tx, filings, { action, by: doer(by), ...wrong });
      await this.note(
        tx,
        by,
        filings,
        action === 'confirm' ? 'procurement.share_confirmed' : 'procurement.share_returned',
      );
    });
  }

  /** What is in force for the same unit and year ends when its change is confirmed. */
  private async supersede(tx: Tx, by: SeatedCaller, filings: readonly LockedFiling[]): Promise<void> {
    const old = await tx.query<{ id: string }>(
      `SELECT f.id FROM share_filing f JOIN unnest($1::uuid[], $2::int[]) AS t (unit_id, year) ON t.unit_id = f.unit_id AND t.year = f.year
       WHERE f.status = 'in_force'`,
      [filings.map(({ unitId }) => unitId), filings.map(({ year }) => year)],
    );
    if (old.length === 0) return;
    const locked = await lockFilings(
      tx,
      old.map(({ id }) => id),
    );
    await moveFilings(tx, locked, { action: 'supersede', by: doer(by) });
  }

  private async own(tx: Tx, caller: Caller, id: string): Promise<{ by: SeatedCaller; filing: LockedFiling }> {
    const by = await holdSeat(tx, caller, MANAGER);
    const filing = await lockFiling(tx, id);
    if (filing.unitId !== by.seat.organisationId) throw new DomainError('not_found');
    return { by, filing };
  }

  private async lockAll(tx: Tx, ids: readonly string[]): Promise<LockedFiling[]> {
    const filings = await lockFilings(tx, ids);
    if (filings.length !== new Set(ids).size) throw new DomainError('not_found');
    return filings;
  }

  /** Whom the statement names: a unit that files for itself, an organisation that is there. */
  private async requireNamed(
    tx: Tx,
    { unitId, year }: LockedFiling,
    { canteen, sharedWithId, operatorId }: FilingContent,
  ): Promise<void> {
    const [found] = await tx.query<{ filer: boolean; operator: boolean }>(
      `SELECT EXISTS (SELECT FROM budget_unit u WHERE u.organisation_id = $1 AND u.organisation_id <> $3
           AND NOT EXISTS (SELECT FROM share_filing f WHERE f.unit_id = u.organisation_id AND f.year = $4 AND f.canteen = 'shared' AND f.status <> 'discarded' AND f.status <> 'superseded')) AS filer,
         EXISTS (SELECT FROM organisation WHERE id = $2 AND kind = 'company') AS operator`,
      [sharedWithId, operatorId, unitId, year],
    );
    const fields = {
      ...(canteen === 'shared' && sharedWithId !== null && !found?.filer
        ? { sharedWithId: 'shared_with_unknown' }
        : {}),
      ...(canteen === 'contracted' && operatorId !== null && !found?.operator
        ? { operatorId: 'operator_unknown' }
        : {}),
    };
    if (Object.keys(fields).length > 0) throw new DomainError('filing_invalid', { fields });
  }

  /** One entry for the whole act. */
  private note(tx: Tx, by: SeatedCaller, filings: readonly LockedFiling[], action: ShareAudit): Promise<void> {
    const data = filings.map(({ id, unitId, year, version, reservedFen }) => ({
      id,
      unitId,
      year,
      version,
      reservedFen,
    }));
    const summary = `${PROCUREMENT_AUDIT_ACTIONS[action]}（${filings.length} 份）`;
    const subjectId = filings[0]?.id ?? by.seat.organisationId;
    return this.audit.record(tx, {
      ...auditOf(by),
      action,
      subjectKind: 'share_filing',
      subjectId,
      summary,
      data: { filings: data },
    });
  }
}

const MANAGER: SeatRule = { kind: 'agency', roles: ['manager'] };
/** The finance department (财政部门). */
const FINANCE: SeatRule = { kind: 'finance', roles: ['manager', 'clerk'] };

type ShareAudit = keyof typeof PROCUREMENT_AUDIT_ACTIONS & `procurement.share_${string}`;
/** What is wrong with versions that go back. */
export interface Findings {
  readonly reason: string;
  /** By the name of the form's field. */
  readonly fieldNotes: Readonly<Record<string, string>>;
}

const doer = ({ actor, seat }: SeatedCaller) => ({ userId: actor.userId, organisationId: seat.organisationId });

/** Throws `not_found` for what is out of reach before it says anything of it, then `filing_closed`. */
function requireReach(
  filings: readonly LockedFiling[],
  reached: readonly { id: string }[],
  status: FilingStatus,
): void {
  const units = new Set(reached.map(({ id }) => id));
  if (filings.some(({ unitId }) => !units.has(unitId))) throw new DomainError('not_found');
  const other = filings.find((filing) => filing.status !== status);
  if (other) throw new DomainError('filing_closed', { status: other.status, filingId: other.id });
}
