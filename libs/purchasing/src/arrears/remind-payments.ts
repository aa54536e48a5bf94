import { Injectable } from '@nestjs/common';
import { fenText } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { atMarket, Database, NO_ID, sweepEach, UnitOfWork } from '@yigou/platform';
import type { PaymentReminder } from './payment-reminder.entity';

type Stage = PaymentReminder['stage'];
interface Unreminded {
  readonly id: string;
  /** As PostgreSQL writes it. */
  readonly since: string;
}
interface Reminded {
  readonly stage: Stage;
  readonly number: string;
  readonly unitId: string | null;
  readonly supplierId: string;
  readonly buyerId: string;
  readonly dueFen: number;
  readonly dueOn: string;
}

/** Days before the end of the time to pay at which a unit is reminded, and after it once more. */
const DAYS_AHEAD = 7;
const DAYS_LATE = 30;
/** How far an order `o` has come: one reminder each; what was missed while nobody worked is not made up for. */
const STAGE = `CASE WHEN o.due_at <= clock_timestamp() - interval '${DAYS_LATE} days' THEN 'overdue_30' WHEN o.due_at <= clock_timestamp() THEN 'overdue'
  WHEN o.due_at <= clock_timestamp() + interval '${DAYS_AHEAD} days' THEN 'ahead' END`;
const UNREMINDED = `o.status = 'payable' AND o.due_at <= clock_timestamp() + interval '${DAYS_AHEAD} days'
  AND NOT EXISTS (SELECT FROM purchasing_payment_reminder r WHERE r.order_id = o.id AND r.stage = ${STAGE})`;

const TITLES: Readonly<Record<Stage, string>> = {
  ahead: '付款即将到期',
  overdue: '付款已逾期',
  overdue_30: `付款逾期超过 ${DAYS_LATE} 天`,
};

/** Reminds units of what they accepted and have to pay, before and after the day; suppliers hear of what is overdue. */
@Injectable()
export class RemindPayments {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly notices: Notices,
  ) {}

  /** Reminds of all that is due, `size` to a page, each in a transaction of its own; answers how many were looked at. Throws `SweepFailed` at the end. */
  remindDue(size: number): Promise<number> {
    return sweepEach({ name: 'remind-payments', size, due: (after?: Unreminded) => this.due(size, after) }, ({ id }) =>
      this.remind(id),
    );
  }

  private due(limit: number, after: Unreminded | undefined): Promise<Unreminded[]> {
    return this.db.query(
      `SELECT o.id, o.due_at::text AS since FROM sales_order o WHERE ${UNREMINDED} AND (o.due_at, o.id) > ($2::timestamptz, $3::uuid)
       ORDER BY o.due_at, o.id LIMIT $1`,
      [limit, after?.since ?? '-infinity', after?.id ?? NO_ID],
    );
  }

  /** Once for each stage, however many sweep at once; one that was paid meanwhile is not reminded of. */
  async remind(orderId: string): Promise<void> {
    await this.uow.run(async (tx) => {
      await tx.query('SELECT FROM sales_order WHERE id = $1 FOR SHARE', [orderId]);
      const one = await tx.one<Reminded>(
        `WITH made AS (INSERT INTO purchasing_payment_reminder (order_id, stage) SELECT o.id, ${STAGE} FROM sales_order o WHERE o.id = $1 AND ${UNREMINDED}
             ON CONFLICT DO NOTHING RETURNING order_id, stage)
         SELECT made.stage, o.number, o.unit_id AS "unitId", o.supplier_id AS "supplierId", o.user_id AS "buyerId",
           o.total_fen - o.ended_fen AS "dueFen", to_char(${atMarket('o.due_at')}, 'YYYY-MM-DD') AS "dueOn"
         FROM made JOIN sales_order o ON o.id = made.order_id`,
        [orderId],
      );
      if (!one) return;
      const title = `${TITLES[one.stage]}：订单 ${one.number}`;
      const body = `已验收，应付 ${fenText(one.dueFen)}，付款期限 ${one.dueOn}。`;
      await this.notices.tell(
        tx,
        { userIds: [one.buyerId], organisationIds: one.unitId === null ? [] : [one.unitId] },
        { kind: 'arrears', title, body: `${body}请尽快付款或登记转账凭证。`, link: `/agency/payables?id=${orderId}` },
      );
      if (one.stage !== 'ahead')
        await this.notices.tell(
          tx,
          { organisationIds: [one.supplierId] },
          { kind: 'arrears', title, body: `${body}已提醒采购单位。`, link: '/supplier/receivables' },
        );
    });
  }
}
