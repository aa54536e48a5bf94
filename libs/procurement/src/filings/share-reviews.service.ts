import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { FilingStatus } from '@yigou/contracts';
import { type Caller, holdSeat, type SeatedCaller, type SeatRule } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { MARKET_TODAY, type Tx, UnitOfWork } from '@yigou/platform';
import { type LockedFiling, lockFilings, moveFilings } from './move-filings';
import { doer, noteShares } from './share-filings.service';
import { ShareRulesOf } from './share-rules';

/** What is wrong with versions that go back. */
export interface Findings {
  readonly reason: string;
  /** By the name of the form's field. */
  readonly fieldNotes: Readonly<Record<string, string>>;
}
type Verdict = { readonly action: 'approve' | 'confirm' } | ({ readonly action: 'return' } & Findings);

/** A unit above reviews total and ratio (R6), the finance department of the region confirms; singly or many at once, all or none. */
@Injectable()
export class ShareReviews {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly rules: ShareRulesOf,
    private readonly audit: AuditLog,
    private readonly notices: Notices,
  ) {}

  /** Passes versions of units below on to finance. Throws `not_found` for what is not below, `filing_closed`. */
  approve(caller: Caller, ids: readonly string[]): Promise<number> {
    return this.review(caller, ids, { action: 'approve' });
  }

  /** Sends versions of units below back with what is wrong, by field (R6). */
  returnAsSupervisor(caller: Caller, ids: readonly string[], findings: Findings): Promise<number> {
    return this.review(caller, ids, { action: 'return', ...findings });
  }

  /** Puts versions of the region in force; each replaces the one before it. Throws `not_found` outside the region, `filing_closed`. */
  confirm(caller: Caller, ids: readonly string[]): Promise<number> {
    return this.finance(caller, ids, { action: 'confirm' });
  }

  /** Sends versions of the region back with what is wrong, by field. */
  returnAsFinance(caller: Caller, ids: readonly string[], findings: Findings): Promise<number> {
    return this.finance(caller, ids, { action: 'return', ...findings });
  }

  private review(caller: Caller, ids: readonly string[], verdict: Verdict): Promise<number> {
    return this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, SUPERVISOR);
      // Where the units stand is read after the locks: one that was moved away meanwhile is somebody else's to review.
      const filings = await lockAll(tx, ids);
      const below = await tx.query<Reached>(
        `SELECT p.unit_id AS id, l.region_code AS "regionCode" FROM budget_unit_path p JOIN budget_unit_place l ON l.unit_id = p.unit_id AND ${HOLDS('l')}
         WHERE p.ancestor_id = $1 AND p.unit_id = ANY($2) AND p.depth > 0 AND ${HOLDS('p')}`,
        [by.seat.organisationId, filings.map(({ unitId }) => unitId)],
      );
      requireReach(filings, below, 'submitted');
      const dueOn = verdict.action === 'approve' ? await this.dueOn(filings, below) : new Map<string, string>();
      await moveFilings(tx, filings, { ...verdict, by: doer(by), dueOn });
      await this.tell(tx, by, filings, verdict);
      return filings.length;
    });
  }

  private finance(caller: Caller, ids: readonly string[], verdict: Verdict): Promise<number> {
    return this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, FINANCE);
      const filings = await lockAll(tx, ids);
      const inRegion = await tx.query<Reached>(
        `SELECT p.unit_id AS id, p.region_code AS "regionCode" FROM budget_unit_place p WHERE p.unit_id = ANY($1) AND p.region_code LIKE $2 AND ${HOLDS('p')}`,
        [filings.map(({ unitId }) => unitId), `${by.seat.regionPrefix}%`],
      );
      requireReach(filings, inRegion, 'reviewed');
      if (verdict.action === 'confirm') await this.supersede(tx, by, filings);
      await moveFilings(tx, filings, { ...verdict, by: doer(by) });
      await this.tell(tx, by, filings, verdict);
      return filings.length;
    });
  }

  /** What is in force or was closed for the same unit and year ends when its change is confirmed. */
  private async supersede(tx: Tx, by: SeatedCaller, filings: readonly LockedFiling[]): Promise<void> {
    const old = await tx.query<{ id: string }>(
      `SELECT f.id FROM share_filing f JOIN unnest($1::uuid[], $2::int[]) AS t (unit_id, year) ON t.unit_id = f.unit_id AND t.year = f.year
       WHERE f.status IN ('in_force', 'fulfilled', 'unfulfilled')`,
      [filings.map(({ unitId }) => unitId), filings.map(({ year }) => year)],
    );
    const ids = old.map(({ id }) => id);
    if (ids.length > 0) await moveFilings(tx, await lockFilings(tx, ids), { action: 'supersede', by: doer(by) });
  }

  private async dueOn(filings: readonly LockedFiling[], reached: readonly Reached[]): Promise<Map<string, string>> {
    const regionOf = new Map(reached.map(({ id, regionCode }) => [id, regionCode]));
    const due = new Map<string, string>();
    for (const { id, unitId, year } of filings)
      due.set(id, await this.rules.dueOn('confirm', year, regionOf.get(unitId) ?? ''));
    return due;
  }

  private async tell(tx: Tx, by: SeatedCaller, filings: readonly LockedFiling[], verdict: Verdict): Promise<void> {
    const { action } = verdict;
    const audited = { approve: 'share_approved', confirm: 'share_confirmed', return: 'share_returned' } as const;
    await noteShares(this.audit, tx, by, filings, `procurement.${audited[action]}`);
    if (action === 'approve') return;
    const { organisationName } = by.seat;
    const words =
      verdict.action === 'return'
        ? `预留份额被${organisationName}退回：${verdict.reason}，请修改后重新提交。`
        : `预留份额已由${organisationName}确认，开始执行。`;
    const bodies = new Map(filings.map(({ unitId, year }) => [unitId, `${year} 年${words}`]));
    const title = action === 'return' ? '预留份额退回重填' : '预留份额已确认';
    await this.notices.tellEach(tx, bodies, { kind: 'share', title, link: linkTo(filings) });
  }
}

/** The unit's page of the year; of this year where an act went over several. */
function linkTo(filings: readonly LockedFiling[]): string {
  const [year, ...others] = new Set(filings.map((filing) => filing.year));
  return year === undefined || others.length > 0 ? '/agency/share' : `/agency/share?year=${year}`;
}

export const SUPERVISOR: SeatRule = { kind: 'agency', roles: ['manager'] };
/** The finance department (财政部门). */
export const FINANCE: SeatRule = { kind: 'finance', roles: ['manager', 'clerk'] };

/** Whether a row of places or paths holds today. */
export const HOLDS = (alias: string, today: string = MARKET_TODAY): string =>
  `${alias}.valid_from <= ${today} AND ${today} < ${alias}.valid_to`;

interface Reached {
  readonly id: string;
  readonly regionCode: string;
}

async function lockAll(tx: Tx, ids: readonly string[]): Promise<LockedFiling[]> {
  const filings = await lockFilings(tx, ids);
  if (filings.length !== new Set(ids).size) throw new DomainError('not_found');
  return filings;
}

/** Throws `not_found` for what is out of reach before it says anything of it, then `filing_closed`. */
function requireReach(filings: readonly LockedFiling[], reached: readonly Reached[], status: FilingStatus): void {
  const units = new Set(reached.map(({ id }) => id));
  if (filings.some(({ unitId }) => !units.has(unitId))) throw new DomainError('not_found');
  const other = filings.find((filing) => filing.status !== status);
  if (other) throw new DomainError('filing_closed', { status: other.status, filingId: other.id });
}
