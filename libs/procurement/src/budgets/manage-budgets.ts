import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { BUDGET_KINDS, BUDGET_REACHES, type RouteInput } from '@yigou/contracts';
import { auditOf, type Caller, holdSeat, type SeatRule } from '@yigou/identity';
import { DomainError, fenText } from '@yigou/kernel';
import { type IdempotencyClaim, MARKET_TODAY, type Tx, UnitOfWork } from '@yigou/platform';
import { Budgets } from './budgets.service';

const MANAGERS: SeatRule = { kind: 'agency', roles: ['manager'] };

/** A unit's manager opens its budgets and moves their ceilings, each time with a reason that stays. */
@Injectable()
export class ManageBudgets {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly budgets: Budgets,
    private readonly audit: AuditLog,
  ) {}

  /** Answers its id. Throws `forbidden`, `unit_not_registered`, `unit_ended`, `budget_exists`, `budget_below_used`. */
  open(
    caller: Caller,
    { reason, ...budget }: RouteInput<'openBudget'>['body'],
    claim: IdempotencyClaim,
  ): Promise<string> {
    return this.uow.runOnce(claim, async (tx) => {
      const by = await holdSeat(tx, caller, MANAGERS);
      const unitId = by.seat.organisationId;
      await requireUnit(tx, unitId);
      const id = await this.budgets.open(tx, { ...budget, unitId }, { userId: by.actor.userId, reason });
      const what = `${budget.year} 年${BUDGET_KINDS[budget.kind]}预算“${budget.name}”（${BUDGET_REACHES[budget.reach]}）`;
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'procurement.budget_opened',
        subjectKind: 'budget',
        subjectId: id,
        summary: `设立${what}，额度 ${fenText(budget.ceilingFen)}。说明：${reason}`,
      });
      return id;
    });
  }

  /** Throws `forbidden`, `not_found` for another unit's, `budget_below_used`. */
  async setCeiling(
    caller: Caller,
    id: string,
    { ceilingFen, reason }: RouteInput<'setBudgetCeiling'>['body'],
  ): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, MANAGERS);
      await this.budgets.setCeiling(
        tx,
        { id, unitId: by.seat.organisationId, ceilingFen },
        { userId: by.actor.userId, reason },
      );
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'procurement.budget_changed',
        subjectKind: 'budget',
        subjectId: id,
        summary: `采购预算额度调整为 ${fenText(ceilingFen)}。说明：${reason}`,
      });
    });
  }
}

async function requireUnit(tx: Tx, unitId: string): Promise<void> {
  const unit = await tx.one<{ ended: boolean }>(
    `SELECT ends_on <= ${MARKET_TODAY} AS ended FROM budget_unit WHERE organisation_id = $1 FOR SHARE`,
    [unitId],
  );
  if (!unit) throw new DomainError('unit_not_registered');
  if (unit.ended) throw new DomainError('unit_ended', {}, '该单位已撤并，不能再设立预算，请联系主管单位。');
}
