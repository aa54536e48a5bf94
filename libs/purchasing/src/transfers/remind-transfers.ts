import { Injectable } from '@nestjs/common';
import { type Fen, fenText } from '@yigou/kernel';
import { Notices } from '@yigou/notifications';
import { Database, NO_ID, sweepEach, UnitOfWork } from '@yigou/platform';

interface Unanswered {
  readonly id: string;
  /** As PostgreSQL writes it. */
  readonly since: string;
}

/** Suppliers that do not say whether money came are reminded, once for each voucher; the order waits meanwhile (decision 69). */
@Injectable()
export class RemindTransfers {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly notices: Notices,
  ) {}

  /** Reminds of all that are due, `size` to a page, each in a transaction of its own; answers how many were looked at. Throws `SweepFailed` at the end. */
  remindDue(size: number): Promise<number> {
    return sweepEach({ name: 'remind-transfers', size, due: (after?: Unanswered) => this.due(size, after) }, ({ id }) =>
      this.remind(id),
    );
  }

  private due(limit: number, after: Unanswered | undefined): Promise<Unanswered[]> {
    return this.db.query(
      `SELECT id, remind_at::text AS since FROM purchasing_transfer
       WHERE status = 'submitted' AND remind_at <= clock_timestamp() AND (remind_at, id) > ($2::timestamptz, $3::uuid) ORDER BY remind_at, id LIMIT $1`,
      [limit, after?.since ?? '-infinity', after?.id ?? NO_ID],
    );
  }

  /** One that was answered, or reminded of, meanwhile stays as it is. */
  private async remind(id: string): Promise<void> {
    await this.uow.run(async (tx) => {
      const [voucher] = await tx.query<{ supplierId: string; number: string; amountFen: Fen; paidOn: string }>(
        `UPDATE purchasing_transfer t SET remind_at = NULL FROM sales_order o
         WHERE t.id = $1 AND o.id = t.order_id AND t.status = 'submitted' AND t.remind_at <= clock_timestamp()
         RETURNING t.supplier_id AS "supplierId", o.number, t.amount_fen AS "amountFen", t.paid_on::text AS "paidOn"`,
        [id],
      );
      if (!voucher) return;
      await this.notices.tell(
        tx,
        { organisationIds: [voucher.supplierId] },
        {
          kind: 'transfer',
          title: `请尽快确认转账到账：订单 ${voucher.number}`,
          body: `单位 ${voucher.paidOn} 汇款 ${fenText(voucher.amountFen)}，还没有答复。到账的请确认，没有到账的请退回并写明原因。`,
          link: `/supplier/transfers?id=${id}`,
        },
      );
    });
  }
}
