import { Injectable } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import type { RouteBody, RouteResponse } from '@yigou/contracts';
import { auditOf, type Caller, holdSeat, seatOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Database, MARKET_TODAY, type Tx, UnitOfWork } from '@yigou/platform';
import { APPROVED_THIS_MONTH, MAY_APPROVE, writeApprovers } from './approvers';
import { lockRequisition, moveRequisition } from './move-requisition';
import { APPROVER } from './requisitions.service';

/** Who approves in a unit, in which order, up to what, and who stands in for whom. */
@Injectable()
export class ApprovalRules {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly db: Database,
    private readonly audit: AuditLog,
  ) {}

  /** Two statements. Throws `forbidden`. */
  async get(caller: Caller): Promise<RouteResponse<'getApprovers'>> {
    const { organisationId } = seatOf(caller, 'agency');
    const [approvers, candidates] = await Promise.all([
      this.db.query<RouteResponse<'getApprovers'>['approvers'][number]>(
        `SELECT a.user_id AS "userId", u.name, a.per_order_fen AS "perOrderFen", a.per_month_fen AS "perMonthFen",
           ${APPROVED_THIS_MONTH} AS "approvedFen",
           CASE WHEN d.to_id IS NOT NULL THEN jsonb_build_object('id', t.id, 'name', t.name, 'from', d.starts_on, 'until', d.ends_on) END AS delegate
         FROM purchasing_approver a JOIN app_user u ON u.id = a.user_id
         LEFT JOIN purchasing_delegation d ON d.unit_id = a.unit_id AND d.from_id = a.user_id AND d.ends_on >= ${MARKET_TODAY}
         LEFT JOIN app_user t ON t.id = d.to_id WHERE a.unit_id = $1 ORDER BY a.position`,
        [organisationId],
      ),
      this.db.query<{ id: string; name: string }>(
        `SELECT u.id, u.name FROM membership m JOIN app_user u ON u.id = m.user_id WHERE m.organisation_id = $1 AND ${MAY_APPROVE} ORDER BY u.name, u.id`,
        [organisationId],
      ),
    ]);
    return { approvers, candidates };
  }

  /**
   * Says who approves, by a manager of the unit. What waits for somebody who does not any more goes back to who asked. Throws `forbidden`, and `not_found` for
   * somebody who may not approve there.
   */
  async set(caller: Caller, { approvers }: RouteBody<'setApprovers'>): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, { kind: 'agency', roles: ['manager'] });
      const unitId = by.seat.organisationId;
      const ids = approvers.map(({ userId }) => userId);
      await requireApprovers(tx, unitId, ids);
      // Requisitions before limits, as whoever decides locks them.
      const orphans = await tx.query<{ id: string }>(
        `SELECT id FROM purchasing_requisition WHERE unit_id = $1 AND status = 'submitted' AND approver_id <> ALL ($2::uuid[]) ORDER BY id FOR UPDATE`,
        [unitId, ids],
      );
      for (const { id } of orphans) {
        const move = { action: 'return', byId: by.actor.userId, reason: '审批人已调整，请重新提交' } as const;
        await moveRequisition(tx, await lockRequisition(tx, id, unitId), move);
      }
      await writeApprovers(tx, unitId, approvers);
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'purchasing.approvers_set',
        subjectKind: 'budget_unit',
        subjectId: unitId,
        summary: `设置审批人 ${approvers.length} 位`,
        data: { approvers },
      });
    });
  }

  /** Another approver decides in the caller's place from one day to another, both included. A later one replaces it. Throws `forbidden`, `not_found`, `validation_failed`. */
  async delegate(caller: Caller, { toId, from, until }: RouteBody<'delegateApproval'>): Promise<void> {
    await this.uow.run(async (tx) => {
      const by = await holdSeat(tx, caller, APPROVER);
      const { userId } = by.actor;
      const unitId = by.seat.organisationId;
      if (toId === userId) throw invalid('toId', '请委托给另一位审批人');
      if (until < from) throw invalid('until', '结束日期不能早于开始日期');
      await requireApprovers(tx, unitId, [toId]);
      await tx.query(
        `INSERT INTO purchasing_delegation (unit_id, from_id, to_id, starts_on, ends_on) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (unit_id, from_id) DO UPDATE SET to_id = excluded.to_id, starts_on = excluded.starts_on, ends_on = excluded.ends_on`,
        [unitId, userId, toId, from, until],
      );
      await this.audit.record(tx, {
        ...auditOf(by),
        action: 'purchasing.approval_delegated',
        subjectKind: 'user',
        subjectId: toId,
        summary: `委托审批：${from} 至 ${until}`,
        data: { from, until },
      });
    });
  }
}

const invalid = (field: string, words: string) => new DomainError('validation_failed', { fields: { [field]: words } });

/** Throws `not_found` for somebody who may not approve in the unit. */
async function requireApprovers(tx: Tx, unitId: string, userIds: readonly string[]): Promise<void> {
  const found = await tx.query(
    `SELECT FROM membership m WHERE m.organisation_id = $1 AND m.user_id = ANY ($2::uuid[]) AND ${MAY_APPROVE}`,
    [unitId, userIds],
  );
  if (found.length !== userIds.length) throw new DomainError('not_found');
}
