import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { type RouteInput, UNIT_CHANGE_KINDS } from '@yigou/contracts';
import { Evidence } from '@yigou/evidence';
import { auditOf, type Caller, holdSeat, Organisations, type SeatedCaller, type SeatRule } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { type IdempotencyClaim, marketDay, type Tx, UnitOfWork } from '@yigou/platform';
import { FINANCE, HOLDS, SUPERVISOR } from '../filings/share-reviews.service';
import { requireAdmitted } from './admitted';
import { type LockedUnitChange, lockUnitChange, moveUnitChange, reportChange } from './move-unit-change';
import { EndUnits } from './end-units';
import { lockUnitTree } from './unit-tree';

type Report = RouteInput<'reportUnitChange'>['body'];
type Decision = RouteInput<'decideUnitChange'>['body'];
type Ending = LockedUnitChange & { readonly kind: 'merged' | 'abolished' };

/** What a unit reports of itself with a document (R12): a unit above, or the finance department of the region, accepts it, which brings the tree up to date, or sends it back. */
@Injectable()
export class UnitChanges {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly endings: EndUnits,
    private readonly organisations: Organisations,
    private readonly evidence: Evidence,
    private readonly audit: AuditLog,
    private readonly notices: Notices,
  ) {}

  /**
   * Throws `forbidden` for who does not manage the unit, `unit_not_admitted`, `unit_ended`, `unit_change_waiting` while another report waits, `unit_successor_unknown`,
   * `validation_failed` for a name that it has already, for itself as its successor, and for a file that is somebody else's.
   */
  async report(caller: Caller, body: Report, claim: IdempotencyClaim): Promise<void> {
    await this.uow.runOnce(claim, async (tx) => {
      const by = await holdSeat(tx, caller, SUPERVISOR);
      const unit = await ownUnit(tx, by.seat.organisationId);
      const { kind, newName = null, successorId = null, effectiveOn, proofId, remark } = body;
      if (newName === unit.name) throw invalid('newName', '与现在的名称相同');
      if (successorId === unit.id) throw invalid('successorId', '不能并入本单位自己');
      if (successorId !== null) await requireStanding(tx, successorId);
      const { id: unitId, regionCode } = unit;
      await this.evidence.attach(tx, [proofId], by.actor.userId, { supplierId: null, regionCode, unitId });
      const change = { unitId, kind, newName, successorId, effectiveOn, proofId, remark };
      const id = await reportChange(tx, change, by);
      await this.note(tx, by, 'reported', { id, ...change }, `报告单位变动：${UNIT_CHANGE_KINDS[kind]}`);
      if (unit.parentId !== null)
        await this.notices.tellEach(
          tx,
          new Map([[unit.parentId, `${unit.name}报告${UNIT_CHANGE_KINDS[kind]}，请核对文件后办理或退回。`]]),
          { kind: 'share', title: '下级单位报告变动', link: '/agency/unit-changes?status=waiting' },
        );
    });
  }

  /** Takes the own report back. Throws `forbidden`, `not_found`, `unit_change_closed` when it was decided meanwhile. */
  async withdraw(caller: Caller, id: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, SUPERVISOR);
      const change = await lockUnitChange(tx, id);
      if (change.unitId !== by.seat.organisationId) throw new DomainError('not_found');
      await moveUnitChange(tx, change, { action: 'withdraw', by });
      await this.note(tx, by, 'withdrawn', change, '撤回单位变动报告');
    });
  }

  /**
   * Of a unit that stands below the caller's at this moment. Throws `forbidden`, `not_found` for what is elsewhere by now, `unit_change_closed`, and when it is accepted
   * `unit_change_early` before its day, `unit_has_units` and `unit_successor_unknown`.
   */
  decideBelow(caller: Caller, id: string, decision: Decision): Promise<void> {
    return this.decide(caller, id, decision, {
      seat: SUPERVISOR,
      reach: `SELECT 1 FROM budget_unit_path p WHERE p.unit_id = $1 AND p.ancestor_id = $2 AND p.depth > 0 AND ${HOLDS('p')}`,
      of: ({ seat }) => seat.organisationId,
    });
  }

  /** The same for a unit of the finance department's region. */
  decideRegion(caller: Caller, id: string, decision: Decision): Promise<void> {
    return this.decide(caller, id, decision, {
      seat: FINANCE,
      reach: `SELECT 1 FROM budget_unit_place p WHERE p.unit_id = $1 AND p.region_code LIKE $2 AND ${HOLDS('p')}`,
      of: ({ seat }) => `${seat.regionPrefix}%`,
    });
  }

  /** Where the unit stands is read under the tree's lock: one that was moved away meanwhile is somebody else's to decide. */
  private decide(
    caller: Caller,
    id: string,
    { decision: action, reason, fieldNotes }: Decision,
    who: { readonly seat: SeatRule; readonly reach: string; readonly of: (by: SeatedCaller) => string },
  ): Promise<void> {
    return this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, who.seat);
      await lockUnitTree(tx);
      const change = await lockUnitChange(tx, id);
      if (!(await tx.one(who.reach, [change.unitId, who.of(by)]))) throw new DomainError('not_found');
      const accepts = action === 'accept';
      await moveUnitChange(tx, change, { action, by, ...(!accepts && { reason, fieldNotes }) });
      if (accepts) await this.carryOut(tx, by, change);
      else await this.sendBack(tx, by, change, reason);
    });
  }

  /** Does what the roster does with such a row. */
  private async carryOut(tx: Tx, by: SeatedCaller, change: LockedUnitChange): Promise<void> {
    const { unitId, effectiveOn, newName } = change;
    if (effectiveOn > marketDay(new Date())) throw new DomainError('unit_change_early', { effectiveOn });
    const { name } = await nameOf(tx, unitId);
    if (newName !== null) await this.organisations.rename(tx, [{ id: unitId, name: newName }]);
    else await this.end(tx, by, change as Ending);
    const words = await done(tx, change);
    await this.audit.record(tx, {
      ...auditOf(by),
      action: newName === null ? 'procurement.unit_ended' : 'procurement.unit_changed',
      subjectKind: 'budget_unit',
      subjectId: unitId,
      summary: `按单位报告办理“${name}”：${words}`,
      data: { ...change },
    });
    const { organisationName } = by.seat;
    const told = new Map([[unitId, `${organisationName}已办理本单位的变动报告：${words}。`]]);
    if (change.successorId !== null) told.set(change.successorId, `${name}已并入本单位，由${organisationName}办理。`);
    await this.notices.tellEach(tx, told, { kind: 'share', title: '单位变动已办理', link: '/agency/share' });
  }

  private async end(tx: Tx, by: SeatedCaller, { unitId, kind, successorId }: Ending): Promise<void> {
    const state = await tx.one<{ below: number }>(
      `SELECT (SELECT count(*)::int FROM budget_unit_place c WHERE c.parent_id = l.unit_id AND ${HOLDS('c')}) AS below
       FROM budget_unit_place l WHERE l.unit_id = $1 AND ${HOLDS('l')}`,
      [unitId],
    );
    if (!state) throw new DomainError('unit_ended');
    if (state.below > 0) throw new DomainError('unit_has_units', { units: state.below });
    if (successorId !== null) await requireStanding(tx, successorId);
    await this.endings.end(tx, by, [{ unitId, ending: kind, successorId }]);
  }

  private async sendBack(tx: Tx, by: SeatedCaller, change: LockedUnitChange, reason: string): Promise<void> {
    await this.note(tx, by, 'returned', change, `退回单位变动报告：${reason}`);
    const body = `${by.seat.organisationName}退回了本单位的变动报告：${reason}。请修改后重新报告。`;
    await this.notices.tellEach(tx, new Map([[change.unitId, body]]), {
      kind: 'share',
      title: '单位变动报告被退回',
      link: '/agency/share',
    });
  }

  private async note(
    tx: Tx,
    by: SeatedCaller,
    what: 'reported' | 'withdrawn' | 'returned',
    change: { readonly id: string; readonly unitId: string },
    summary: string,
  ): Promise<void> {
    await this.audit.record(tx, {
      ...auditOf(by),
      action: `procurement.unit_change_${what}`,
      subjectKind: 'budget_unit',
      subjectId: change.unitId,
      summary,
      data: { ...change },
    });
  }
}

/** The unit under its lock, as it stands today. Throws `unit_not_admitted`, `unit_ended`, `not_found`. */
async function ownUnit(
  tx: Tx,
  unitId: string,
): Promise<{
  readonly id: string;
  readonly name: string;
  readonly regionCode: string;
  readonly parentId: string | null;
}> {
  const known = await tx.query('SELECT FROM budget_unit WHERE organisation_id = $1 FOR NO KEY UPDATE', [unitId]);
  if (known.length === 0) throw new DomainError('not_found');
  await requireAdmitted(tx, unitId);
  const place = await tx.one<{ id: string; name: string; regionCode: string; parentId: string | null }>(
    `SELECT o.id, o.name, l.region_code AS "regionCode", l.parent_id AS "parentId" FROM budget_unit_place l JOIN organisation o ON o.id = l.unit_id
     WHERE l.unit_id = $1 AND ${HOLDS('l')}`,
    [unitId],
  );
  if (!place) throw new DomainError('unit_ended');
  return place;
}

async function requireStanding(tx: Tx, unitId: string): Promise<void> {
  const place = await tx.one(`SELECT 1 FROM budget_unit_place l WHERE l.unit_id = $1 AND ${HOLDS('l')}`, [unitId]);
  if (!place) throw new DomainError('unit_successor_unknown');
}

async function nameOf(tx: Tx, id: string): Promise<{ readonly name: string }> {
  const found = await tx.one<{ name: string }>('SELECT name FROM organisation WHERE id = $1', [id]);
  if (!found) throw new DomainError('not_found');
  return found;
}

/** What was done, in words. */
async function done(tx: Tx, { kind, newName, successorId }: LockedUnitChange): Promise<string> {
  if (kind === 'renamed') return `名称改为“${newName ?? ''}”`;
  if (successorId === null) return '已撤销，今天起不再填报和下单';
  return `已并入${(await nameOf(tx, successorId)).name}，今天起不再填报和下单`;
}

const invalid = (field: string, message: string): DomainError =>
  new DomainError('validation_failed', { fields: { [field]: message } });
