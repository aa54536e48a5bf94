import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { Evidence } from '@yigou/evidence';
import { auditOf, type Caller, holdSeat, type SeatedCaller } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { MARKET_TODAY, type Tx, UnitOfWork } from '@yigou/platform';
import { FINANCE, SUPERVISOR } from '../filings/share-reviews.service';
import { ShareRulesOf } from '../filings/share-rules';
import {
  askCorrection,
  type CorrectionToAsk,
  type LockedCorrection,
  lockCorrection,
  moveCorrection,
} from './move-corrections';
import { holdOpenYears } from './open-year';

/** What a unit is asked of a correction that shall count to it. */
export interface CorrectionAnswer {
  readonly decision: 'agree' | 'decline';
  readonly reason: string;
}

/**
 * Corrections of the unit that an order counts to (R9), but for what has to know the order: asking and approving begin in `orders`, under its lock. Locks: order,
 * request, filings of the year, sums.
 */
@Injectable()
export class Corrections {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly rules: ShareRulesOf,
    private readonly evidence: Evidence,
    private readonly audit: AuditLog,
    private readonly notices: Notices,
  ) {}

  /**
   * Asks, of an order that the caller holds. Throws `correction_unit_unknown` for a unit that stands nowhere or has ended, `share_year_closed`, `correction_exists`,
   * `validation_failed` for a file that is not the caller's.
   */
  async ask(tx: Tx, by: SeatedCaller, said: Omit<CorrectionToAsk, 'regionCode'>): Promise<string> {
    const { unitId, toUnitId, year } = said;
    const regionCode = await bothIn(tx, unitId, toUnitId);
    if (regionCode === null || toUnitId === unitId) throw new DomainError('correction_unit_unknown');
    await holdOpenYears(tx, [unitId, toUnitId], year);
    const id = await askCorrection(tx, { ...said, regionCode }, by);
    await this.evidence.attach(tx, said.proofIds, by.actor.userId, { supplierId: null, regionCode, unitId });
    await this.note(tx, by, { ...said, id }, 'procurement.correction_asked', said.reason);
    await this.tell(
      tx,
      [toUnitId],
      `${by.seat.organisationName}申请把订单 ${said.orderNumber} 改为计入本单位，请核对后答复。`,
    );
    return id;
  }

  /** By the unit that it shall count to. Throws `forbidden`, `not_found` for what concerns others, `correction_closed`. */
  async answer(caller: Caller, id: string, { decision, reason }: CorrectionAnswer): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, SUPERVISOR);
      const correction = await lockCorrection(tx, id);
      if (correction.toUnitId !== by.seat.organisationId) throw new DomainError('not_found');
      const { year, regionCode } = correction;
      const agreed = decision === 'agree';
      const due = agreed ? { dueOn: await this.rules.dueOn('confirm', year, regionCode) } : {};
      await moveCorrection(tx, correction, { action: decision, by, reason, ...due });
      await this.note(
        tx,
        by,
        correction,
        agreed ? 'procurement.correction_agreed' : 'procurement.correction_declined',
        reason,
      );
      const words = agreed ? '同意，已转财政部门确认。' : `不同意：${reason}。`;
      await this.tell(
        tx,
        [correction.unitId],
        `${by.seat.organisationName}对订单 ${correction.orderNumber} 的计入更正${words}`,
      );
    });
  }

  /** By the unit that asked, before it was decided. Throws `forbidden`, `not_found`, `correction_closed`. */
  async withdraw(caller: Caller, id: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, SUPERVISOR);
      const correction = await lockCorrection(tx, id);
      if (correction.unitId !== by.seat.organisationId) throw new DomainError('not_found');
      await moveCorrection(tx, correction, { action: 'withdraw', by });
      await this.note(tx, by, correction, 'procurement.correction_withdrawn', '');
      await this.tell(
        tx,
        [correction.toUnitId],
        `${by.seat.organisationName}撤回了订单 ${correction.orderNumber} 的计入更正申请。`,
      );
    });
  }

  /** By the finance department that is over both units. Throws `forbidden`, `not_found` outside of its region, `correction_closed`. */
  async reject(caller: Caller, id: string, reason: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, FINANCE);
      const correction = requireOver(by, await lockCorrection(tx, id));
      await moveCorrection(tx, correction, { action: 'reject', by, reason });
      await this.note(tx, by, correction, 'procurement.correction_rejected', reason);
      await this.decided(tx, by, correction, `未通过：${reason}。`);
    });
  }

  /** The order that a request is about, for who may decide it. Throws `not_found`. */
  async orderOf(tx: Tx, by: SeatedCaller, id: string): Promise<string> {
    const found = await tx.one<Pick<LockedCorrection, 'holder' | 'regionCode'>>(
      `SELECT holder, region_code AS "regionCode" FROM share_correction WHERE id = $1`,
      [id],
    );
    if (!found) throw new DomainError('not_found');
    return requireOver(by, found).holder;
  }

  /** Approves; the caller holds the order, and moves what was counted of it in the same transaction. Throws as {@link reject} does, and `share_year_closed`. */
  async approve(tx: Tx, by: SeatedCaller, id: string, reason: string): Promise<LockedCorrection> {
    const correction = requireOver(by, await lockCorrection(tx, id));
    await holdOpenYears(tx, [correction.unitId, correction.toUnitId], correction.year);
    await moveCorrection(tx, correction, { action: 'approve', by, reason });
    await this.note(tx, by, correction, 'procurement.correction_approved', reason);
    await this.decided(tx, by, correction, '已确认，完成率随之调整；预算和付款不变。');
    return correction;
  }

  private decided(tx: Tx, { seat }: SeatedCaller, correction: LockedCorrection, words: string): Promise<void> {
    const { unitId, toUnitId, orderNumber } = correction;
    return this.tell(tx, [unitId, toUnitId], `${seat.organisationName}对订单 ${orderNumber} 的计入更正${words}`);
  }

  private tell(tx: Tx, unitIds: readonly string[], body: string): Promise<void> {
    return this.notices.tellEach(tx, new Map(unitIds.map((id) => [id, body])), {
      kind: 'share',
      title: '订单计入更正',
      link: '/agency/corrections',
    });
  }

  private note(
    tx: Tx,
    by: SeatedCaller,
    { id, holder, orderNumber, unitId, toUnitId, year }: Omit<LockedCorrection, 'status' | 'regionCode'>,
    action: CorrectionAudit,
    reason: string,
  ): Promise<void> {
    return this.audit.record(tx, {
      ...auditOf(by),
      action,
      subjectKind: 'budget_unit',
      subjectId: unitId,
      summary: `${SAID[action]}订单 ${orderNumber} 的计入更正`,
      data: { correctionId: id, orderId: holder, toUnitId, year, reason },
    });
  }
}

const SAID = {
  'procurement.correction_asked': '申请',
  'procurement.correction_agreed': '同意',
  'procurement.correction_declined': '不同意',
  'procurement.correction_withdrawn': '撤回',
  'procurement.correction_approved': '确认',
  'procurement.correction_rejected': '退回',
} as const;
type CorrectionAudit = keyof typeof SAID;

/** Throws `not_found` for a department that is not over both units. */
function requireOver<T extends Pick<LockedCorrection, 'regionCode'>>({ seat }: SeatedCaller, correction: T): T {
  if (!correction.regionCode.startsWith(seat.regionPrefix)) throw new DomainError('not_found');
  return correction;
}

/** The smallest region that holds where both units stand; null where the second stands nowhere any more, or never did. */
async function bothIn(tx: Tx, unitId: string, toUnitId: string): Promise<string | null> {
  const rows = await tx.query<{ unitId: string; code: string }>(
    `SELECT DISTINCT ON (l.unit_id) l.unit_id AS "unitId", l.region_code AS code FROM budget_unit_place l JOIN budget_unit u ON u.organisation_id = l.unit_id
     WHERE l.unit_id = ANY($1) AND (l.unit_id = $2 OR u.ends_on > ${MARKET_TODAY}) ORDER BY l.unit_id, l.valid_from DESC`,
    [[unitId, toUnitId], unitId],
  );
  const [mine, other] = [unitId, toUnitId].map((id) => rows.find((row) => row.unitId === id)?.code);
  if (mine === undefined || other === undefined) return null;
  return [6, 4, 2].map((length) => mine.slice(0, length)).find((prefix) => other.startsWith(prefix)) ?? '';
}
