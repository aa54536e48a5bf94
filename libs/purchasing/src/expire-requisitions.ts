import { Injectable } from '@nestjs/common';
import { Database, NO_ID, sweepEach, UnitOfWork } from '@yigou/platform';
import { lockRequisition, moveRequisition } from './move-requisition';
import { RequisitionNotes } from './requisition-notes';

interface Undecided {
  readonly id: string;
  readonly unitId: string;
  /** As PostgreSQL writes it. */
  readonly since: string;
}

/** Requisitions that nobody decided in time go back to who asked. */
@Injectable()
export class ExpireRequisitions {
  constructor(
    private readonly db: Database,
    private readonly uow: UnitOfWork,
    private readonly notes: RequisitionNotes,
  ) {}

  /** Ends all that are due, `size` to a page, each in a transaction of its own; answers how many. Throws `SweepFailed` at the end. */
  expireDue(size: number): Promise<number> {
    return sweepEach({ name: 'expire-requisitions', size, due: (after?: Undecided) => this.due(size, after) }, (one) =>
      this.expire(one),
    );
  }

  private due(limit: number, after: Undecided | undefined): Promise<Undecided[]> {
    return this.db.query(
      `SELECT id, unit_id AS "unitId", expires_at::text AS since FROM purchasing_requisition
       WHERE status = 'submitted' AND expires_at <= clock_timestamp() AND (expires_at, id) > ($2::timestamptz, $3::uuid)
       ORDER BY expires_at, id LIMIT $1`,
      [limit, after?.since ?? '-infinity', after?.id ?? NO_ID],
    );
  }

  /** One that was decided or withdrawn meanwhile stays as it is. */
  private async expire({ id, unitId }: Undecided): Promise<void> {
    await this.uow.run(async (tx) => {
      const requisition = await lockRequisition(tx, id, unitId);
      if (requisition.status !== 'submitted' || !requisition.over) return;
      await moveRequisition(tx, requisition, { action: 'expire', byId: null });
      await this.notes.tell(tx, requisition, [requisition.requesterId], '采购申请逾期未批，可修改后重新提交');
    });
  }
}
